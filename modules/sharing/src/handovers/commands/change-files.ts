import type { LinkActor, PersonActor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import { handoverNotFound, handoverNotOpen, handoverTooLarge } from '../errors.ts';
import type { HandoverDeps } from '../handover-deps.ts';
import { lockHandover, type OpenHandover } from '../handover-reader.ts';
import { deleteFile, upsertFiles } from '../handover-writer.ts';

export const mostFiles = 10_000;

/** What nobody but who began it may go on with. NotFound `sharing.handover_not_found`, Conflict `sharing.handover_not_open`. */
export async function lockOwnOpen(tx: Queryable, actor: PersonActor | LinkActor, id: number): Promise<OpenHandover> {
  const found = await lockHandover(tx, id);
  const isOwn = actor.kind === 'person' ? found?.senderId === actor.personId : found?.granteeId === actor.granteeId;
  if (found === undefined || !isOwn) throw handoverNotFound();
  if (found.state !== 'open') throw handoverNotOpen();
  return found;
}

export function addFileCommand({ db, files }: HandoverDeps) {
  return async (actor: PersonActor | LinkActor, id: number, nodeId: number): Promise<void> => {
    const [file] = await files.contents.stored(nodeId, 1);
    if (file === undefined) throw handoverNotFound();
    await db.transaction(async (tx) => {
      await lockOwnOpen(tx, actor, id);
      const [counted] = await tx.query<{ files: number }>(
        'select count(*)::int as files from sharing.handover_file where handover_id = $1',
        [id],
      );
      if ((counted?.files ?? 0) >= mostFiles) throw handoverTooLarge(mostFiles);
      await upsertFiles(tx, id, [file]);
    });
  };
}

export function removeFileCommand({ db }: HandoverDeps) {
  return async (actor: PersonActor | LinkActor, id: number, nodeId: number): Promise<void> => {
    await db.transaction(async (tx) => {
      await lockOwnOpen(tx, actor, id);
      await deleteFile(tx, id, nodeId);
    });
  };
}
