import { systemActor } from '@landescloud/kernel';
import { statement, type Transaction } from '@landescloud/platform/database';
import type { LinksDeps } from './link-deps.ts';
import { recordOf } from './link-events.ts';
import { granteeOf, type LinkRecord } from './link-record.ts';
import { linkStore } from './link-store.ts';
import { closeDeliveries, closeDeliveriesOf } from './deliveries/close-deliveries.ts';
import { endVisits } from './visits/visit-store.ts';

const year = 365 * 24 * 3_600_000;

const deleteOldLinks = statement(
  'sharing.delete-old-links',
  'delete from sharing.link where closed_at is not null and closed_at <= $1',
);
const deleteOldVisits = statement(
  'sharing.delete-old-link-visits',
  'delete from sharing.link_visit where ends_at <= $1',
);

/** Files are told that the link grants nothing any more, and what is under way by it ends. */
export async function closeLink(
  { files, clock }: Pick<LinksDeps, 'files' | 'clock'>,
  tx: Transaction,
  link: Pick<LinkRecord, 'id' | 'nodeId'>,
): Promise<void> {
  // what lies in the trash grants nothing to visitors
  if ((await files.grants.place(link.nodeId)) !== null)
    await files.grants.share(tx, link.nodeId, [{ granteeId: granteeOf(link), roles: [] }]);
  await linkStore.markClosed(tx, link.id, clock.now());
}

/** Every minute: what is past its end. It lets nobody in from that moment on; here it also ends what is running. */
export function endLinks(deps: LinksDeps) {
  const { db, clock } = deps;
  return async (): Promise<void> => {
    const now = clock.now();
    for (const { id } of await linkStore.ended(db, now)) {
      await db.transaction(async (tx) => {
        const link = await linkStore.lock(tx, id);
        if (!link || link.closedAt !== null || (link.withdrawnAt === null && (link.endsAt ?? Infinity) > now)) return;
        await endVisits(tx, id, now);
        await closeLink(deps, tx, link);
      });
    }
    await closeDeliveries(deps);
  };
}

/** Who made them is no more: nobody answers for them. */
export function withdrawLinksOf(deps: LinksDeps) {
  const { db, clock } = deps;
  const record = recordOf(deps);
  return async (personId: number): Promise<void> => {
    for (const link of await linkStore.ofMaker(db, personId)) {
      await db.transaction(async (tx) => {
        if (!(await linkStore.withdraw(tx, link.id, clock.now()))) return;
        await endVisits(tx, link.id, clock.now());
        await record(tx, systemActor('end-links'), 'link_withdrawn', link);
        await closeLink(deps, tx, link);
      });
      await closeDeliveriesOf(deps, link.id);
    }
  };
}

/** What names people goes a year after it ended. */
export async function forgetOldLinks({ db, clock }: LinksDeps): Promise<void> {
  const before = clock.now() - year;
  await db.query(deleteOldLinks, [before]);
  await db.query(deleteOldVisits, [before]);
}
