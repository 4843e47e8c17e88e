import { randomUUID } from 'node:crypto';
import type { Clock } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import { type Acting, acting, type Visitor } from '../access.ts';
import { checkName, checkVisitorsName } from '../names.ts';
import type { CreateUpload, OnConflict, UploadMetadata, UploadView } from '../files.ts';
import { refuseBeyondRoom } from './refuse-beyond-room.ts';
import type { UploadDeps } from './upload-deps.ts';
import { tooManyUploads, uploadExists } from './upload-errors.ts';
import { unfinishedLife, uploadLimit } from './upload-limits.ts';
import { followFolders } from './upload-reader.ts';
import { insertUpload, type NewUpload } from './upload-writer.ts';

export async function createUpload(deps: UploadDeps, actor: Visitor, input: CreateUpload): Promise<UploadView> {
  const who = acting(actor);
  if (input.name !== undefined) checkName(input.name);
  // the right first: who may not put anything there is not told of room
  await refuseHopeless(deps, actor, input.metadata, input.length);
  if (input.length !== null) await refuseBeyondRoom(deps, who, input.length);
  return insertNewUpload({ ...deps, alone: (work) => deps.db.transaction(work) }, who, input);
}

/** Also for tus concatenation; the caller has checked the place. */
export async function insertNewUpload(
  deps: {
    readonly db: Queryable;
    readonly clock: Clock;
    readonly alone: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
  },
  { granteeId, personId }: Acting,
  input: Omit<CreateUpload, 'kind'> & { kind: UploadView['kind'] },
): Promise<UploadView & { contentId: number }> {
  const { kind, metadata } = input;
  const now = deps.clock.now();
  const id = randomUUID();
  const upload: NewUpload = {
    id,
    granteeId,
    personId,
    kind,
    name: input.name ?? id,
    // Nextcloud's stays open until it is sealed: the total counts at the end.
    length: kind === 'nextcloud' ? null : input.length,
    metadata,
    createdAt: now,
    expiresAt: now + unfinishedLife,
  };
  const made = await insertUpload(deps.db, upload, uploadLimit, deps.alone);
  if (made === 'exists') throw uploadExists();
  if (made === 'too-many') throw tooManyUploads(uploadLimit);
  const { granteeId: _, personId: __, ...view } = upload;
  return { ...view, received: 0, nodeId: null, contentId: made.contentId };
}

/** Before a single byte comes: no right, no such folder, no room, the name taken. */
async function refuseHopeless(
  deps: UploadDeps,
  actor: Visitor,
  { parentId, relativePath, filename, onConflict = 'rename' }: UploadMetadata,
  length: number | null,
): Promise<void> {
  const names = relativePath?.split('/') ?? (filename === undefined ? [] : [filename]);
  for (const name of names) checkName(name);
  if (acting(actor).personId === null) names.forEach(checkVisitorsName);
  const first = names[0];
  if (parentId === undefined || first === undefined) return;
  const preflight = (at: number, name: string, way: OnConflict): Promise<number | null> =>
    deps.places.preflight(actor, { place: { parentId: at, name }, onConflict: way }, length);
  // The right first: only then may anything be said of what is there.
  await preflight(parentId, first, names.length === 1 ? onConflict : 'rename');
  if (names.length === 1) return;
  const { folderId, found } = await followFolders(deps.db, parentId, names.slice(0, -1));
  if (found === names.length - 1) await preflight(folderId, names.at(-1) as string, onConflict);
}
