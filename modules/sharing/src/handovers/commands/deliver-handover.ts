import type { LinkActor, PersonActor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import { handoverEmpty } from '../errors.ts';
import { recordEvent, type HandoverDeps } from '../handover-deps.ts';
import { findHandover } from '../handover-reader.ts';
import { contentsWithoutSum, keepSums, markDelivered, noteSummed } from '../handover-writer.ts';
import { createLinkToken, hashSecret } from '../../links/link-token.ts';
import { completeSumsJob } from '../jobs/complete-sums.ts';
import { tellDelivered } from '../tell-delivered.ts';
import { lockOwnOpen } from './change-files.ts';

export function deliverHandover(deps: HandoverDeps) {
  const { db } = deps;
  return async (actor: PersonActor | LinkActor, id: number): Promise<{ token: string }> => {
    const token = createLinkToken();
    await db.transaction(async (tx) => {
      await lockOwnOpen(tx, actor, id);
      await freeze(deps, tx, actor, id, actor.kind === 'link' ? token : null);
    });
    return { token };
  };
}

/** In the caller's transaction, which holds the hand-over: what is there now is what was handed over. */
export async function freeze(
  deps: HandoverDeps,
  tx: Transaction,
  actor: PersonActor | LinkActor,
  id: number,
  token: string | null,
): Promise<void> {
  const { clock, files, jobs } = deps;
  const now = clock.now();
  const missing = await contentsWithoutSum(tx, id);
  const known = missing.length === 0 ? [] : await files.contents.sums(missing, tx);
  await keepSums(tx, id, new Map(known.flatMap(({ contentId, sha256 }) => (sha256 ? [[contentId, sha256]] : []))));
  await markDelivered(tx, id, now, token === null ? null : hashSecret(token));
  const isSummed = await noteSummed(tx, id, now);
  if (!isSummed) await jobs.enqueue(tx, completeSumsJob, { id }, { key: String(id) });
  const handover = await findHandover(tx, id);
  if (handover === undefined || handover.fileCount === 0) throw handoverEmpty();
  const { organisationId, way, node, fileCount, size } = handover;
  await recordEvent(deps, tx, actor, {
    type: 'sharing.handover_delivered',
    id,
    organisationId,
    data: { way, nodeId: node.id, title: handover.title, files: fileCount, bytes: size },
  });
  await tellDelivered(deps, tx, handover, token);
}
