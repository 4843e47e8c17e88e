import { type Queryable, statement } from '@landescloud/platform/database';
import { type Acting, CHANGE, has, READ, requireAdd } from '../access.ts';
import { isFile, nameTaken, nodeNotFound, parentMissing, parentNotFolder, spaceRoot } from '../errors.ts';
import type { Place } from '../files.ts';
import { checkName, checkVisitorsName, freeName, nameKey } from '../names.ts';
import { resolveId, resolvePath } from './node-reader.ts';
import { isMount, isPersonRoot } from './locate.ts';
import type { SeenNode, SpaceContext } from './node-row.ts';

/** A name in a folder where a node shall come to be; `existing` is what has that name now. */
export interface Destination {
  /** Of what exists, else of the folder. */
  readonly space: SpaceContext;
  /** What the actor may do with the folder. */
  readonly folderRights: number;
  readonly parentId: number;
  readonly name: string;
  readonly existing: SeenNode | null;
}

const CHILD = statement(
  'files.child',
  `select n.id from files.node n where n.parent_id = $1 and (n.name = $2 or n.name_key = $3)
   order by (n.name = $2) desc limit 1`,
);

const TAKEN_KEYS = statement(
  'files.taken_keys',
  `select name_key from files.node where parent_id = $1 and (name_key = $2 or starts_with(name_key, $3))`,
);

/**
 * Programs name a path byte for byte; people, who name a folder and a name in it, mean 'bericht.odt' when they
 * write 'Bericht.odt'. So the second form also finds what only differs in case or composition.
 *
 * Finds the folder and what is there. Checks that something may be added or what is there changed: which of them is
 * needed is known to who asks. NotFound, Conflict `parent_missing`, Forbidden.
 */
export async function findDestination(db: Queryable, actor: Acting, place: Place): Promise<Destination> {
  const destination =
    'path' in place ? await byPath(db, actor, place.path) : await byParent(db, actor, place.parentId, place.name);
  const { existing, folderRights } = destination;
  if (actor.personId === null && existing === null) checkVisitorsName(destination.name);
  if (existing === null || !has(existing.space.rights, CHANGE)) requireAdd({ rights: folderRights });
  return destination;
}

async function byPath(db: Queryable, actor: Acting, path: readonly string[]): Promise<Destination> {
  const name = path.at(-1);
  if (name === undefined) throw spaceRoot();
  const found = await resolvePath(db, actor.granteeId, path);
  if (found === null) throw nodeNotFound();
  const { node, depth } = found;
  if (depth === path.length) {
    const { space, row } = node;
    return { space, folderRights: space.above, parentId: row.parentId ?? row.id, name: row.name, existing: node };
  }
  if (!node.row.isFolder) throw parentNotFolder();
  if (depth < path.length - 1) throw parentMissing();
  const { space, row } = node;
  return { space, folderRights: space.rights, parentId: row.id, name: checkName(name), existing: null };
}

async function byParent(db: Queryable, actor: Acting, parentId: number, name: string): Promise<Destination> {
  checkName(name);
  const parent = await resolveId(db, actor.granteeId, parentId);
  if (parent === null) throw nodeNotFound();
  if (!parent.row.isFolder) throw isFile();
  // In the person's root the names of project spaces are taken too.
  if (isPersonRoot(parent)) return byPath(db, actor, [name]);
  const folderRights = parent.space.rights;
  const [child] = has(folderRights, READ) ? await db.query<{ id: number }>(CHILD, [parentId, name, nameKey(name)]) : [];
  const existing = child === undefined ? null : await resolveId(db, actor.granteeId, child.id);
  return { space: existing?.space ?? parent.space, folderRights, parentId, name, existing };
}

/**
 * The name for what is added. Who may not read there must not learn from a refusal that a name is taken, so theirs is
 * always a free one.
 */
export async function nameForNew(db: Queryable, destination: Destination, renames: boolean): Promise<string> {
  const { existing, folderRights, parentId, name } = destination;
  // What stands in a person's root under a name of theirs lies in a folder that is not theirs.
  if (existing !== null && isMount(existing)) throw nameTaken();
  requireAdd({ rights: folderRights });
  return renames || !has(folderRights, READ) ? freeNameIn(db, parentId, name) : name;
}

/** The context of what came to be there: it has what its folder has. */
export function inFolder({ space, folderRights }: Destination): SpaceContext {
  return { ...space, rights: folderRights, above: folderRights };
}

/** A name that nothing in the folder has, not even in other letters' case. */
export async function freeNameIn(db: Queryable, parentId: number, name: string): Promise<string> {
  const key = nameKey(name);
  const dot = key.lastIndexOf('.');
  const rows = await db.query<{ name_key: string }>(TAKEN_KEYS, [
    parentId,
    key,
    `${dot > 0 ? key.slice(0, dot) : key} (`,
  ]);
  return freeName(name, new Set(rows.map((row) => row.name_key)));
}
