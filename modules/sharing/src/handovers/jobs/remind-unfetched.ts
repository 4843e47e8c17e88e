import { statement } from '@landescloud/platform/database';
import { findHandover } from '../handover-reader.ts';
import type { HandoverDeps } from '../handover-deps.ts';
import { tellUnfetched } from '../tell-unfetched.ts';

const due = statement(
  'sharing.find-unfetched-handovers',
  `select id from sharing.handover where state = 'delivered' and first_fetched_at is null and reminded_at is null
     and remind_days is not null and delivered_at + remind_days * 86400000::bigint <= $1 order by id limit 500`,
);
const claim = statement(
  'sharing.claim-unfetched-handover',
  'update sharing.handover set reminded_at = $2 where id = $1 and reminded_at is null and first_fetched_at is null returning id',
);

/** Once for each hand-over that nobody has fetched in time. Answers how many. */
export function remindUnfetched(deps: HandoverDeps) {
  const { db, clock } = deps;
  return async (): Promise<number> => {
    let told = 0;
    for (;;) {
      const now = clock.now();
      const found = await db.query<{ id: number }>(due, [now]);
      for (const { id } of found) {
        await db.transaction(async (tx) => {
          if ((await tx.query(claim, [id, now])).length === 0) return;
          const handover = await findHandover(tx, id);
          if (handover !== undefined) await tellUnfetched(deps, tx, handover);
          told += 1;
        });
      }
      if (found.length === 0) return told;
    }
  };
}
