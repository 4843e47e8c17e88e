import {
  addressPath,
  evaluateIf,
  parseIf,
  strongTags,
  tokensOf,
  type IfList,
  type ResourceState,
} from '@landescloud/platform/dav';
import { DomainError, isDomainError } from '@landescloud/kernel';
import type { Conditions } from '../files.ts';
import type { NodeView } from '../views.ts';
import type { FilesCall } from './dav-call.ts';

/**
 * If-Match, If-None-Match and If (RFC 4918 section 10.4) as conditions of a command. If is evaluated here against the
 * current locks and etags of whatever it names; its tokens are submitted to the command, and where it is nothing but
 * one etag of the target, the command checks that once more within its transaction. `target`: the path
 * that the command changes.
 */
export async function requestConditions(call: FilesCall, target: readonly string[] = call.path): Promise<Conditions> {
  const ifMatch = strongTags(call.headers['if-match']);
  const ifNoneMatch = strongTags(call.headers['if-none-match']);
  const lists = ifLists(call);
  if (lists.length > 0) await assertIf(call, lists);
  const etag = ifMatch ?? targetEtag(call, lists, target);
  return {
    ...(etag === undefined ? {} : { ifMatch: etag }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
    ...(lists.length === 0 ? {} : { lockTokens: tokensOf(lists) }),
  };
}

/** For commands that take lock tokens but no conditions: the conditions are checked here. */
export async function submittedTokens(call: FilesCall): Promise<readonly string[]> {
  const { ifMatch, ifNoneMatch, lockTokens } = await requestConditions(call);
  if (ifMatch !== undefined || ifNoneMatch !== undefined) {
    const { etag } = await stateAt(call, call.path);
    const matches = (tags: readonly string[]): boolean => etag !== null && tags.some((t) => t === '*' || t === etag);
    if ((ifMatch !== undefined && !matches(ifMatch)) || (ifNoneMatch !== undefined && matches(ifNoneMatch)))
      throw failed();
  }
  return lockTokens ?? [];
}

export function ifLists(call: FilesCall): IfList[] {
  const header = call.headers.if;
  return typeof header === 'string' ? parseIf(header) : [];
}

async function assertIf(call: FilesCall, lists: readonly IfList[]): Promise<void> {
  const holds = await evaluateIf(lists, (resource) => {
    if (resource === null) return stateAt(call, call.path);
    const path = ownPath(call, resource);
    return path === null ? Promise.resolve(nothing) : stateAt(call, path);
  });
  if (!holds) throw failed();
}

const nothing: ResourceState = { tokens: new Set(), etag: null };

/** The path in the person's files that an address means, or null where it lies elsewhere. */
function ownPath(call: FilesCall, resource: string): readonly string[] | null {
  const path = call.inFiles(addressPath(resource, 'An address in If'));
  return typeof path === 'string' ? null : path;
}

async function stateAt(call: FilesCall, path: readonly string[]): Promise<ResourceState> {
  const node = await nodeAt(call, path);
  if (node !== null) return { tokens: await tokensAt(call, node.id), etag: node.etag };
  // What a deep lock of the folder would cover once it exists is covered now (RFC 4918 section 7.4).
  const ancestor = await nearest(call, path);
  return ancestor === null ? nothing : { tokens: await tokensAt(call, ancestor.id), etag: null };
}

async function tokensAt(call: FilesCall, id: number): Promise<ReadonlySet<string>> {
  // A visitor by a link holds none, and is not told of others'.
  if (call.actor.kind === 'link') return new Set();
  const held = await call.deps.files.locks.list(call.actor, { id });
  return new Set(held.map((lock) => lock.token));
}

async function nodeAt(call: FilesCall, path: readonly string[]): Promise<NodeView | null> {
  try {
    return await call.deps.files.nodes.get(call.actor, { path });
  } catch (error) {
    if (isDomainError(error, 'NotFound')) return null;
    throw error;
  }
}

/** The last folder that exists on the way to what does not. By halves: a path may have thousands of parts. */
async function nearest(call: FilesCall, path: readonly string[]): Promise<NodeView | null> {
  let [found, missing]: [NodeView | null, number] = [null, path.length];
  for (let there = -1; missing - there > 1;) {
    const middle = (there + missing) >> 1;
    const node = await nodeAt(call, path.slice(0, middle));
    if (node === null) missing = middle;
    else [found, there] = [node, middle];
  }
  return found;
}

function targetEtag(call: FilesCall, lists: readonly IfList[], target: readonly string[]): string[] | undefined {
  const [list, another] = lists;
  if (list === undefined || another !== undefined) return undefined;
  const etags = list.conditions.filter((c) => c.kind === 'etag' && !c.not);
  const path = list.resource === null ? call.path : ownPath(call, list.resource);
  const same = path !== null && path.length === target.length && path.every((segment, i) => segment === target[i]);
  return same && etags.length === 1 ? etags.map((c) => c.value) : undefined;
}

function failed(): DomainError {
  return new DomainError(
    'PreconditionFailed',
    'files.precondition_failed',
    'The file is not in the state that was expected.',
  );
}
