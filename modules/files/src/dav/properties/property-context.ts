import { has, MANAGE } from '../../access.ts';
import type { FilesCall } from '../dav-call.ts';
import type { NodeView } from '../../views.ts';
import type { Property } from '../../files.ts';
import { childHref, hrefOfId, nodeHref } from '../node-href.ts';
import type { LockWithRoot, PropertyContext } from './node-properties.ts';
import type { PropertyQuery } from './property-query.ts';

const none: ReadonlyMap<number, never> = new Map<number, never>();

/** Fetches what the query needs besides the nodes themselves: most need nothing. */
export async function propertyContext(
  call: FilesCall,
  query: PropertyQuery,
  nodes: readonly NodeView[],
): Promise<PropertyContext> {
  return {
    instanceId: call.deps.instanceId,
    login: call.actor.kind === 'person' ? call.actor.login : '',
    now: Date.now(),
    hasPreview: call.deps.files.contents.hasPreview,
    quota: query.needsQuota && nodes.some((n) => n.kind === 'folder') ? await quotas(call) : none,
    locks: query.needsLocks ? await locksOf(call, nodes) : none,
    shareTypes: query.needsShareTypes ? await ofManaged(nodes, call.deps.shares?.typesOf) : none,
    sharees: query.needsSharees ? await ofManaged(nodes, call.deps.shares?.shareesOf) : none,
    comments: query.needsComments ? await commentsOn(call, nodes) : none,
  };
}

/** Who else has something is told to who manages it. */
async function ofManaged<Told>(
  nodes: readonly NodeView[],
  read: ((nodeIds: readonly number[]) => Promise<ReadonlyMap<number, Told>>) | undefined,
): Promise<ReadonlyMap<number, Told>> {
  const ids = nodes.filter(({ rights }) => has(rights, MANAGE)).map(({ id }) => id);
  return read === undefined || ids.length === 0 ? none : read(ids);
}

export async function deadProperties(
  call: FilesCall,
  query: PropertyQuery,
  nodes: readonly NodeView[],
): Promise<ReadonlyMap<number, Property[]>> {
  if (!query.needsDead) return none;
  return call.deps.files.nodes.properties(
    call.actor,
    nodes.map((n) => n.id),
    query.deadNames,
  );
}

/** -3: no limit, as Nextcloud says it. */
async function quotas(call: FilesCall): Promise<ReadonlyMap<number, { used: number; available: number }>> {
  if (call.actor.kind === 'link') return none;
  const spaces = await call.deps.files.spaces.list(call.actor);
  return new Map(spaces.map(({ id, usedBytes, freeBytes }) => [id, { used: usedBytes, available: freeBytes ?? -3 }]));
}

async function locksOf(call: FilesCall, nodes: readonly NodeView[]): Promise<Map<number, LockWithRoot[]>> {
  const found = new Map<number, LockWithRoot[]>();
  if (call.actor.kind === 'link') return found;
  const folderHref = nodeHref(call.root, call.path, 'folder');
  for (const { id, parentId, lock, name, kind } of nodes) {
    if (lock === null) continue;
    // In a listing an exclusive lock is all there is to know; a folder of a thousand locked files must not be asked one by one.
    const known = lock.exclusive && lock.nodeId === id && parentId !== null && parentId === nodes[0]?.id;
    found.set(id, known ? [{ lock, rootHref: childHref(folderHref, name, kind) }] : await locksWithRoots(call, id));
  }
  return found;
}

/** The locks that hold for a node, each with the address it was taken on. */
export async function locksWithRoots(call: FilesCall, nodeId: number): Promise<LockWithRoot[]> {
  if (call.actor.kind === 'link') return [];
  const locks = await call.deps.files.locks.list(call.actor, { id: nodeId });
  return Promise.all(locks.map(async (lock) => ({ lock, rootHref: await hrefOfId(call, lock.nodeId) })));
}

async function commentsOn({ deps: { comments }, actor }: FilesCall, nodes: readonly NodeView[]) {
  if (comments === undefined || actor.kind !== 'person') return none;
  return comments.counts(
    actor.personId,
    nodes.map(({ id }) => id),
  );
}
