import type { Actor } from '@landescloud/kernel';
import { handoverNotFound, handoverNotYours } from '../errors.ts';
import { recordEvent, type HandoverDeps } from '../handover-deps.ts';
import { lockHandover } from '../handover-reader.ts';
import type { HandoverDetails } from '../handover-view.ts';
import { markWithdrawn } from '../handover-writer.ts';
import type { HandoverQueries } from '../queries/handover-queries.ts';

/** Twice is no error. */
export function withdrawHandover(deps: HandoverDeps, queries: HandoverQueries) {
  const { db, clock } = deps;
  return async (actor: Actor, id: number): Promise<HandoverDetails> => {
    const { mayWithdraw, state } = await queries.get(actor, id);
    if (state === 'withdrawn') return queries.get(actor, id);
    if (!mayWithdraw) throw handoverNotYours();
    await db.transaction(async (tx) => {
      const found = await lockHandover(tx, id);
      if (found === undefined) throw handoverNotFound();
      if (found.state === 'withdrawn') return;
      await markWithdrawn(tx, id, clock.now());
      const { organisationId } = found;
      await recordEvent(deps, tx, actor, { type: 'sharing.handover_withdrawn', id, organisationId, data: {} });
    });
    return queries.get(actor, id);
  };
}
