import type { Actor, PersonActor } from '@landescloud/kernel';
import { requirePerson, requireWrite } from '../access.ts';
import { checkConditions } from '../conditions.ts';
import type { FilesContext } from '../context.ts';
import { intoItself, nameTaken, spaceRoot } from '../errors.ts';
import { nodeEtag } from '../etag.ts';
import type { MoveInput, Nodes } from '../files.ts';
import { guardLocks } from '../locks/lock-guard.ts';
import { mimeOf } from '../mime.ts';
import { foldForSearch } from '../names.ts';
import { type Destination, findDestination, freeNameIn } from '../tree/destination.ts';
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
    const person = requirePerson(actor);
    const within = (write: SpaceWrite): Promise<Relocated> => move(context, write, write, actor, person, input);
    const slow = async (): Promise<{ spaceId: number | null; result: Relocated }> => {
      const source = await locate(context.db, person, input.source);
      if (isMount(source)) {
        return {
          spaceId: null,
          result: { node: await renameMount(context, person, source, input.destination), created: true },
        };
      }
      const [from, into] = [source.row.spaceId, await spaceOfPlace(context, person, input.destination)];
      if (from === into) return { spaceId: from, result: await context.lanes.run(from, within) };
      const across = (a: SpaceWrite, b: SpaceWrite): Promise<Relocated> => move(context, a, b, actor, person, input);
      return { spaceId: null, result: await context.lanes.runPair(from, into, across) };
    };
    const moved =
      'path' in input.source
        ? await inGuessedSpace(context, person, [input.source, input.destination], within, slow)
        : (await slow()).result;
    return { node: await context.viewer.one(moved.node), created: moved.created };
  };
}

export function copyNodeCommand(context: FilesContext): Nodes['copy'] {
  return async (actor, input) => {
    const person = requirePerson(actor);
    await spaceOfTarget(context, person, input.source);
    const into = await spaceOfPlace(context, person, input.destination);
    const copied = await context.lanes.run(into, (write) => copy(context, write, actor, person, input));
    return { node: await context.viewer.one(copied.node), created: copied.created };
  };
}

async function move(
  { room }: FilesContext,
  from: SpaceWrite,
  into: SpaceWrite,
  actor: Actor,
  person: PersonActor,
  input: MoveInput,
): Promise<Relocated> {
  const source = await locate(from.reader, person, input.source);
  const destination = await findDestination(into.reader, person, input.destination);
  assertSameSpace(from, source.row.spaceId);
  assertSameSpace(into, destination.space.spaceId);
  requireWrite(source.space);
  if (isMount(source)) throw spaceRoot();
  checkConditions(input.conditions, nodeEtag(source.row.id, source.row.etagNo));
  const tokens = input.lockTokens ?? input.conditions?.lockTokens ?? [];
  await guardLocks(from, person, { nodeId: source.row.id, membership: true, below: source.row.isFolder }, tokens);

  // The same file under another spelling of its own name.
  const itself = destination.existing?.row.id === source.row.id;
  const wanted =
    itself && 'name' in input.destination
      ? { ...destination, name: input.destination.name, existing: null }
      : destination;
  if (itself && wanted.name === source.row.name) return { node: source, created: false };
  const spot = await clearSpot(into, person, source, wanted, {
    ...input,
    onConflict: itself ? 'replace' : input.onConflict,
    tokens,
  });

  const to = { ...spot, mime: mimeOf(spot.name) };
  const moved =
    from === into ? await moveWithin(from, source.row, to) : await moveAcross(room, from, into, source.row, to);
  const { row } = moved;
  if (source.row.name !== spot.name) into.record(actor, 'renamed', row, source.row.name);
  if (source.row.parentId !== spot.parentId) into.record(actor, 'moved', row, moved.from);
  return {
    node: { ...source, row, space: destination.space, maybeLocked: from === into && source.maybeLocked },
    created: wanted.existing === null,
  };
}

async function copy(
  { room }: FilesContext,
  write: SpaceWrite,
  actor: Actor,
  person: PersonActor,
  input: MoveInput & { depth?: '0' | 'infinity' },
): Promise<Relocated> {
  // Companions in this transaction may have changed what is below: its sizes are copied, so they must be right.
  await write.flush();
  const source = await locate(write.reader, person, input.source);
  const destination = await findDestination(write.reader, person, input.destination);
  assertSameSpace(write, destination.space.spaceId);
  checkConditions(input.conditions, nodeEtag(source.row.id, source.row.etagNo));
  if (destination.existing?.row.id === source.row.id && input.onConflict !== 'rename') throw intoItself();
  const deep = input.depth !== '0';
  await checkRoom(room, write, deep || !source.row.isFolder ? source.row.size : 0);
  const tokens = input.lockTokens ?? input.conditions?.lockTokens ?? [];
  const spot = await clearSpot(write, person, source, destination, { ...input, tokens });
  const row = await copyTree(write, source.row, {
    ...spot,
    mime: mimeOf(spot.name),
    personId: person.personId,
    folded: foldForSearch(spot.name),
    deep,
  });
  write.record(actor, 'copied', row, source.row.name);
  return {
    node: { row, space: destination.space, favourite: false, maybeLocked: false },
    created: destination.existing === null,
  };
}

/** Makes room at the destination: what is there goes into the trash, or the newcomer takes another name. */
async function clearSpot(
  write: SpaceWrite,
  person: PersonActor,
  source: SeenNode,
  { existing, parentId, name }: Destination,
  { onConflict, tokens }: Pick<MoveInput, 'onConflict'> & { tokens: readonly string[] },
): Promise<{ parentId: number; name: string }> {
  // What stays in its folder cannot come to lie below itself.
  if (source.row.isFolder && parentId !== source.row.parentId) {
    const above = await readChain(write.reader, parentId);
    if (above.some((step) => step.id === source.row.id)) throw intoItself();
  }
  if (existing === null) {
    await guardLocks(write, person, { nodeId: parentId, membership: false, below: false }, tokens);
    return { parentId, name };
  }
  if (onConflict === 'fail') throw nameTaken();
  if (onConflict === 'rename') {
    await guardLocks(write, person, { nodeId: parentId, membership: false, below: false }, tokens);
    return { parentId, name: await freeNameIn(write.reader, parentId, name) };
  }
  if (isMount(existing)) throw spaceRoot();
  const chain = await readChain(write.reader, source.row.id);
  if (chain.some((step) => step.id === existing.row.id)) throw intoItself();
  await guardLocks(write, person, { nodeId: existing.row.id, membership: true, below: existing.row.isFolder }, tokens);
  await moveToTrash(write, existing.row, person.personId);
  return { parentId, name };
}
