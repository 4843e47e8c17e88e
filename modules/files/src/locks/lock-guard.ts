import { statement } from '@landescloud/platform/database';
import type { Acting } from '../access.ts';
import { locked } from '../errors.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { walkUp } from '../tree/walk-sql.ts';

/** Locks that bind a node: its own, deep ones above it and, when its name comes or goes ($3), its folder's own. */
const LOCKS_UPWARD = statement(
  'files.locks_upward',
  `${walkUp('$1')}
   select l.node_id, l.token, l.kind, l.person_id
   from up join files.lock l on l.node_id = up.id
   where l.expires_at > $2 and (l.deep or up.depth = 0 or (up.depth = 1 and $3))`,
);

/** Locks below a folder: walked up from the space's few locks, not down through the tree. */
const LOCKS_BELOW = statement(
  'files.locks_below',
  `with recursive up (token, id, parent_id) as (
     select l.token, n.id, n.parent_id from files.lock l join files.node n on n.id = l.node_id
     where l.space_id = $1 and l.expires_at > $2
     union all
     select u.token, p.id, p.parent_id from up u join files.node p on p.id = u.parent_id
   )
   select l.node_id, l.token, l.kind, l.person_id
   from files.lock l where l.node_id <> $3 and l.token in (select token from up where id = $3)`,
);

interface BindingLock {
  readonly node_id: number;
  readonly token: string;
  readonly kind: 'token' | 'user';
  readonly person_id: number;
}

export interface Guarded {
  /** The node to be changed; for a new one its folder. */
  readonly nodeId: number;
  /** The node's name comes, goes or changes: its folder's lock counts too (RFC 4918 section 7.4). */
  readonly membership: boolean;
  /** Everything below is changed with it. */
  readonly below: boolean;
}

/** Throws Locked `files.locked` unless the actor holds every lock that binds the node (RFC 4918 sections 6 and 7). */
export async function guardLocks(
  write: SpaceWrite,
  actor: Acting,
  guarded: Guarded,
  tokens: readonly string[] = [],
): Promise<void> {
  if (!write.space.hasLocks) return;
  const { nodeId, membership, below } = guarded;
  const binding = await write.reader.query<BindingLock>(LOCKS_UPWARD, [nodeId, write.now, membership]);
  if (below) binding.push(...(await write.reader.query<BindingLock>(LOCKS_BELOW, [write.space.id, write.now, nodeId])));
  const held = new Set(binding.filter((lock) => holds(lock, actor, tokens)).map((lock) => lock.node_id));
  // Of several shared locks on one node the token of one is enough.
  const foreign = binding.find((lock) => !held.has(lock.node_id));
  if (foreign !== undefined) throw locked({ nodeId: foreign.node_id });
}

function holds(lock: BindingLock, actor: Acting, tokens: readonly string[]): boolean {
  if (lock.person_id !== actor.personId) return false;
  return lock.kind === 'user' || tokens.includes(lock.token);
}
