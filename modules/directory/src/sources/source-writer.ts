import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import type { SourceKind } from './source-reader.ts';

const insertSource = statement(
  'directory.insert-source',
  `insert into directory.source (organisation_id, kind, name, settings) values ($1, $2, $3, $4::json) returning id`,
);
const updateSource = statement(
  'directory.update-source',
  'update directory.source set name = $2, settings = $3::json, enabled = $4 where id = $1',
);
const setSecret = statement('directory.set-source-secret', 'update directory.source set secret = $2 where id = $1');
const removeSource = statement(
  'directory.remove-source',
  'update directory.source set removed_at = now(), secret = null, enabled = false where id = $1',
);
const unlinkPeople = statement(
  'directory.unlink-source-people',
  'delete from directory.source_person where source_id = $1',
);
const unlinkGroups = statement(
  'directory.unlink-source-groups',
  'delete from directory.source_group where source_id = $1',
);
const deleteTokens = statement(
  'directory.delete-source-tokens',
  'delete from directory.source_token where source_id = $1',
);
const deleteUploads = statement(
  'directory.delete-source-uploads',
  'delete from directory.source_upload where source_id = $1',
);
const insertUpload = statement(
  'directory.insert-source-upload',
  'insert into directory.source_upload (source_id, content) values ($1, $2)',
);
const forgetStamps = statement(
  'directory.forget-source-stamps',
  'update directory.source_person set stamp = null where source_id = $1 and stamp is not null',
);
const forgetGroupStamps = statement(
  'directory.forget-source-group-stamps',
  'update directory.source_group set stamp = null where source_id = $1 and stamp is not null',
);
const allowLeaving = statement(
  'directory.allow-source-leaving',
  'update directory.source set leaving_allowed_until = $2 where id = $1',
);

export async function insertSourceRow(
  tx: Queryable,
  source: { organisationId: number; kind: SourceKind; name: string; settings: object },
): Promise<number> {
  const { organisationId, kind, name, settings } = source;
  const [row] = await tx.query<{ id: number }>(insertSource, [organisationId, kind, name, JSON.stringify(settings)]);
  return row?.id ?? 0;
}

export async function updateSourceRow(
  tx: Queryable,
  id: number,
  { name, settings, enabled }: { name: string; settings: unknown; enabled: boolean },
): Promise<void> {
  await tx.query(updateSource, [id, name, JSON.stringify(settings), enabled]);
}

export async function writeSourceSecret(tx: Queryable, id: number, sealed: Buffer | null): Promise<void> {
  await tx.query(setSecret, [id, sealed]);
}

/** Everything is read again: it may mean something else now. */
export async function forgetSourceStamps(tx: Queryable, id: number): Promise<void> {
  await tx.query(forgetStamps, [id]);
  await tx.query(forgetGroupStamps, [id]);
}

/** Its people and groups stay. */
export async function removeSourceRow(tx: Queryable, id: number): Promise<void> {
  for (const step of [removeSource, unlinkPeople, unlinkGroups, deleteTokens, deleteUploads])
    await tx.query(step, [id]);
}

const deleteOldUploads = statement(
  'directory.delete-old-source-uploads',
  `delete from directory.source_upload where created_at < $1`,
);

/** A file with everybody in it is not kept once it was read. */
export async function deleteSourceUploads(q: Queryable, id: number): Promise<void> {
  await q.query(deleteUploads, [id]);
}

export async function deleteOldSourceUploads(q: Queryable, before: Date): Promise<void> {
  await q.query(deleteOldUploads, [before]);
}

/** In the place of the one before. */
export async function writeSourceUpload(tx: Queryable, id: number, content: Uint8Array): Promise<void> {
  await tx.query(deleteUploads, [id]);
  await tx.query(insertUpload, [id, content]);
}

export async function writeLeavingAllowed(tx: Queryable, id: number, until: Date): Promise<void> {
  await tx.query(allowLeaving, [id, until]);
}
