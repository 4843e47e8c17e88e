import { type Acting, acting, requireChange, requireRead, type Visitor } from '../access.ts';
import { checkConditions } from '../conditions.ts';
import type { FilesContext } from '../context.ts';
import { intoItself, nameTaken, spaceRoot } from '../errors.ts';
import { nodeEtag } from '../etag.ts';
import type { MoveInput, Nodes } from '../files.ts';
import { guardLocks } from '../locks/lock-guard.ts';
import { mimeOf } from '../mime.ts';
import { foldForSearch } from '../names.ts';
import { type Destination, findDestination, inFolder, nameForNew } from '../tree/destination.ts';
import { isMount, locate } from '../tree/locate.ts';
import { readChain } from '../tree/node-reader.ts';
import type { SeenNode } from '../tree/node-row.ts';
import { checkRoom } from '../tree/quota.ts';
import { copyTree, moveAcross, moveWithin } from '../tree/relocate.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { moveToTrash } from '../tree/trash-writer.ts';
import { renameMount } from '../spaces/rename-mount.ts';
import { assertSameSpace, inGuessedSpace, spaceOfPlace, spaceOfTarget } from './space-of.ts';

type Relocated = { node: SeenNode; created: boolean };

export function moveNodeCommand(context: FilesContext): Nodes['move'] {
  return async (actor, input) => {
    const who = acting(actor);
    const within = (write: SpaceWrite): Promise<Relocated> => move(context, write, write, actor, who, input);
    const slow = async (): Promise<{ spaceId: number | null; result: Relocated }> => {
      const source = await locate(context.db, who, input.source);
      if (isMount(source)) {
        return {
          spaceId: null,
          result: { node: await renameMount(context, who, source, input.destination), created: true },
        };
      }
      const [from, into] = [source.row.spaceId, await spaceOfPlace(context, who, input.destination)];
      if (from === into) return { spaceId: from, result: await context.lanes.run(from, within) };
      const across = (a: SpaceWrite, b: SpaceWrite): Promise<Relocated> => move(context, a, b, actor, who, input);
      return { spaceId: null, result: await context.lanes.runPair(from, into, across) };
    };
    const moved =
      'path' in input.source
        ? await inGuessedSpace(context, who, [input.source, input.destination], within, slow)
        : (await slow()).result;
    return { node: await context.viewer.one(moved.node), created: moved.created };
  };
}

export function copyNodeCommand(context: FilesContext): Nodes['copy'] {
  return async (actor, input) => {
    const who = acting(actor);
    await spaceOfTarget(context, who, input.source);
    const into = await spaceOfPlace(context, who, input.destination);
    const copied = await context.lanes.run(into, (write) => copy(context, write, actor, who, input));
    return { node: await context.viewer.one(copied.node), created: copied.created };
  };
}

async function move(
  { room, admission }: FilesContext,
  from: SpaceWrite,
  into: SpaceWrite,
  actor: Visitor,
  who: Acting,
  input: MoveInput,
): Promise<Relocated> {
  const source = await locate(from.reader, who, input.source);
  const destination = await findDestination(into.reader, who, input.destination);
  assertSameSpace(from, source.row.spaceId);
  assertSameSpace(into, destination.space.spaceId);
  if (isMount(source)) throw spaceRoot();
  requireChange({ rights: source.space.above });
  checkConditions(input.conditions, nodeEtag(source.row.id, source.row.etagNo));
  const tokens = input.lockTokens ?? input.conditions?.lockTokens ?? [];
  await guardLocks(from, who, { nodeId: source.row.id, membership: true, below: source.row.isFolder }, tokens);

  // The same file under another spelling of its own name.
  const itself = destination.existing?.row.id === source.row.id;
  const wanted =
    itself && 'name' in input.destination
      ? { ...destination, name: input.destination.name, existing: null }
      : destination;
  if (itself && wanted.name === source.row.name) return { node: source, created: false };
  const spot = await clearSpot(into, who, source, wanted, {
    ...input,
    onConflict: itself ? 'replace' : input.onConflict,
    tokens,
  });

  const to = { ...spot, mime: mimeOf(spot.name) };
  const moved =
    from === into ? await moveWithin(from, source.row, to) : await moveAcross(room, from, into, source.row, to);
  const row = await admission.askBelow(into, actor, moved.row, source.row.spaceId);
  if (source.row.name !== spot.name) into.record(actor, 'renamed', row, source.row.name);
  if (source.row.parentId !== spot.parentId) into.record(actor, 'moved', row, moved.from);
  return {
    node: { ...source, row, space: inFolder(destination), maybeLocked: from === into && source.maybeLocked },
    created: wanted.existing === null,
  };
}

async function copy(
  { room, admission }: FilesContext,
  write: SpaceWrite,
  actor: Visitor,
  who: Acting,
  input: MoveInput & { depth?: '0' | 'infinity' },
): Promise<Relocated> {
  // Companions in this transaction may have changed what is below: its sizes are copied, so they must be right.
  await write.flush();
  const source = await locate(write.reader, who, input.source);
  requireRead(source.space);
  const destination = await findDestination(write.reader, who, input.destination);
  assertSameSpace(write, destination.space.spaceId);
  checkConditions(input.conditions, nodeEtag(source.row.id, source.row.etagNo));
  if (destination.existing?.row.id === source.row.id && input.onConflict !== 'rename') throw intoItself();
  const deep = input.depth !== '0';
  await checkRoom(room, write, deep || !source.row.isFolder ? source.row.size : 0);
  const tokens = input.lockTokens ?? input.conditions?.lockTokens ?? [];
  const spot = await clearSpot(write, who, source, destination, { ...input, tokens });
  const copied = await copyTree(write, source.row, {
    ...spot,
    mime: mimeOf(spot.name),
    personId: who.personId,
    folded: foldForSearch(spot.name),
    deep,
  });
  const row = await admission.askBelow(write, actor, copied, source.row.spaceId);
  write.record(actor, 'copied', row, source.row.name);
  return {
    node: { row, space: inFolder(destination), favourite: false, maybeLocked: false },
    created: destination.existing === null,
  };
}

/** Makes room at the destination: what is there goes into the trash, or the newcomer takes another name. */
async function clearSpot(
  write: SpaceWrite,
  who: Acting,
  source: SeenNode,
  destination: Destination,
  { onConflict, tokens }: Pick<MoveInput, 'onConflict'> & { tokens: readonly string[] },
): Promise<{ parentId: number; name: string }> {
  const { existing, parentId, name } = destination;
  // What stays in its folder cannot come to lie below itself.
  if (source.row.isFolder && parentId !== source.row.parentId) {
    const above = await readChain(write.reader, parentId);
    if (above.some((step) => step.id === source.row.id)) throw intoItself();
  }
  if (existing === null) {
    await guardLocks(write, who, { nodeId: parentId, membership: false, below: false }, tokens);
    return { parentId, name: await nameForNew(write.reader, destination, false) };
  }
  if (onConflict === 'fail') throw nameTaken();
  if (onConflict === 'rename') {
    await guardLocks(write, who, { nodeId: parentId, membership: false, below: false }, tokens);
    return { parentId, name: await nameForNew(write.reader, destination, true) };
  }
  if (isMount(existing)) throw spaceRoot();
  requireChange({ rights: destination.folderRights });
  const chain = await readChain(write.reader, source.row.id);
  if (chain.some((step) => step.id === existing.row.id)) throw intoItself();
  await guardLocks(write, who, { nodeId: existing.row.id, membership: true, below: existing.row.isFolder }, tokens);
  await moveToTrash(write, existing.row, who.personId);
  return { parentId, name };
}
