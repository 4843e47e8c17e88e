import type { PersonActor } from '@landescloud/kernel';
import { type Queryable, statement } from '@landescloud/platform/database';
import { requireWrite } from '../access.ts';
import { isFile, nodeNotFound, parentMissing, parentNotFolder, spaceRoot } from '../errors.ts';
import type { Place } from '../files.ts';
import { checkName, freeName, nameKey } from '../names.ts';
import { resolveId, resolvePath } from './node-reader.ts';
import { isPersonRoot } from './locate.ts';
import type { SeenNode, SpaceContext } from './node-row.ts';

/** A name in a folder where a node shall come to be; `existing` is what has that name now. */
export interface Destination {
  readonly space: SpaceContext;
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
 * Finds the folder and what is there; checks the right to write. NotFound, Conflict `parent_missing`, Forbidden. */
export async function findDestination(db: Queryable, actor: PersonActor, place: Place): Promise<Destination> {
  const destination =
    'path' in place ? await byPath(db, actor, place.path) : await byParent(db, actor, place.parentId, place.name);
  requireWrite(destination.space);
  return destination;
}

async function byPath(db: Queryable, actor: PersonActor, path: readonly string[]): Promise<Destination> {
  const name = path.at(-1);
  if (name === undefined) throw spaceRoot();
  const found = await resolvePath(db, actor.personId, path);
  if (found === null) throw nodeNotFound();
  const { node, depth } = found;
  if (depth === path.length) {
    return { space: node.space, parentId: node.row.parentId ?? node.row.id, name: node.row.name, existing: node };
  }
  if (!node.row.isFolder) throw parentNotFolder();
  if (depth < path.length - 1) throw parentMissing();
  return { space: node.space, parentId: node.row.id, name: checkName(name), existing: null };
}

async function byParent(db: Queryable, actor: PersonActor, parentId: number, name: string): Promise<Destination> {
  checkName(name);
  const parent = await resolveId(db, actor.personId, parentId);
  if (parent === null) throw nodeNotFound();
  if (!parent.row.isFolder) throw isFile();
  // In the person's root the names of project spaces are taken too.
  if (isPersonRoot(parent)) return byPath(db, actor, [name]);
  const [child] = await db.query<{ id: number }>(CHILD, [parentId, name, nameKey(name)]);
  const existing = child === undefined ? null : await resolveId(db, actor.personId, child.id);
  return { space: existing?.space ?? parent.space, parentId, name, existing };
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
