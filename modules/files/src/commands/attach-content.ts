import { type Acting, acting, requireChange, type Visitor } from '../access.ts';
import { checkConditions } from '../conditions.ts';
import type { FilesContext } from '../context.ts';
import { isFolder, nameTaken, organisationQuotaExceeded } from '../errors.ts';
import { nodeEtag } from '../etag.ts';
import type { WriteInput, Written } from '../files.ts';
import { guardLocks } from '../locks/lock-guard.ts';
import { mimeOf } from '../mime.ts';
import { type Destination, findDestination, inFolder, nameForNew } from '../tree/destination.ts';
import type { SeenNode } from '../tree/node-row.ts';
import { type FileFields, insertFile, type NewContent, replaceContent } from '../tree/node-writer.ts';
import { checkQuota, checkRoom, lessRoom } from '../tree/quota.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { assertSameSpace, inSpaceOf, spaceOfPlace } from './space-of.ts';

export type AttachContent = (actor: Visitor, input: WriteInput, content: NewContent) => Promise<Written>;
export type Preflight = (actor: Visitor, input: WriteInput, size: number | null) => Promise<number | null>;

/** A durable content becomes a file, or the new content of one: right, locks, conditions and quota are checked here. */
export function attachContentCommand(context: FilesContext): AttachContent {
  return async (actor, input, content) => {
    const who = acting(actor);
    const named = { ...content, checksums: allChecksums(content) };
    const written = await inSpaceOf(context, who, input.place, (write) =>
      attach(context, write, actor, who, input, named),
    );
    return { node: await context.viewer.one(written.node), created: written.created };
  };
}

/** Refuses early what would be refused after the body was read. */
export function preflightCommand(context: FilesContext): Preflight {
  return async (actor, input, size) => {
    const who = acting(actor);
    const spaceId = await spaceOfPlace(context, who, input.place);
    const destination = await findDestination(context.db, who, input.place);
    checkTarget(destination, input);
    const [space] = await context.db.query<{ quota: number | null; used: number; organisation: number }>(
      'select quota_bytes as quota, used_bytes as used, organisation_id as organisation from files.space where id = $1',
      [spaceId],
    );
    if (space === undefined) return null;
    checkQuota({ quotaBytes: space.quota, usedBytes: space.used }, size ?? 0);
    const inSpace = space.quota === null ? null : space.quota - space.used;
    return lessRoom(inSpace, await roomInOrganisation(context, space.organisation, size ?? 0));
  };
}

async function roomInOrganisation({ room, db }: FilesContext, organisationId: number, bytes: number) {
  const free = await room.free(organisationId, db);
  if (free === null || bytes <= free) return free;
  const now = await room.look(organisationId, db);
  if (now !== null && bytes > now) throw organisationQuotaExceeded(now);
  return now;
}

async function attach(
  { room, admission }: FilesContext,
  write: SpaceWrite,
  actor: Visitor,
  who: Acting,
  input: WriteInput,
  content: NewContent,
): Promise<{ node: SeenNode; created: boolean }> {
  const destination = await findDestination(write.reader, who, input.place);
  assertSameSpace(write, destination.space.spaceId);
  checkTarget(destination, input);
  const { existing, parentId } = destination;
  await checkRoom(room, write, content.size);
  const tokens = input.conditions?.lockTokens ?? [];
  const replaced = existing !== null && input.onConflict === 'replace' ? existing : null;
  await guardLocks(write, who, { nodeId: replaced?.row.id ?? parentId, membership: false, below: false }, tokens);
  const waits = await admission.asks(write, actor, content);
  const fields: FileFields = {
    mime: mimeOf(destination.name),
    mtime: input.mtime ?? write.now,
    createdAt: input.createdAt ?? null,
    personId: who.personId,
    release: waits ? 1 : 0,
  };
  if (replaced !== null) {
    requireChange(replaced.space);
    if (input.unlessSame === true && isSame(replaced, input, content)) return { node: replaced, created: false };
    const row = await replaceContent(write, replaced.row, content, fields);
    write.record(actor, 'written', row);
    if (waits) await admission.ask(write, actor, row);
    return { node: { ...replaced, row }, created: false };
  }
  const name = await nameForNew(write.reader, destination, input.onConflict === 'rename');
  const row = await insertFile(write, { parentId, name }, content, fields);
  write.record(actor, 'created', row);
  if (waits) await admission.ask(write, actor, row);
  return { node: { row, space: inFolder(destination), favourite: false, maybeLocked: false }, created: true };
}

function isSame({ row }: SeenNode, { mtime }: WriteInput, { size, sha256, checksums }: NewContent): boolean {
  return sha256 !== null && row.size === size && row.mtime === mtime && row.checksums === checksums;
}

function checkTarget({ existing }: Destination, input: WriteInput): void {
  checkConditions(input.conditions, existing === null ? null : nodeEtag(existing.row.id, existing.row.etagNo));
  if (existing === null) return;
  if (existing.row.isFolder && input.onConflict !== 'rename') throw isFolder();
  if (input.onConflict === 'fail') throw nameTaken();
}

/** As OC-Checksum and oc:checksums write them; ours first, since clients take the strongest that they know. */
function allChecksums({ sha256, checksums }: NewContent): string {
  const others = checksums.split(' ').filter((entry) => entry !== '' && !entry.startsWith('SHA256:'));
  return [...(sha256 === null ? [] : [`SHA256:${sha256.toString('hex')}`]), ...others].join(' ');
}
