import { type Queryable, statement } from '@landescloud/platform/database';
import { type ActingPerson, CHANGE, READ, requireChange, requirePerson } from '../access.ts';
import { assertSameSpace } from '../commands/space-of.ts';
import type { FilesContext } from '../context.ts';
import { held, nameTaken, nodeNotFound, readOnly, trashNotFound } from '../errors.ts';
import { nodeEtag } from '../etag.ts';
import type { Place, Trash, TrashView } from '../files.ts';
import { findDestination, freeNameIn } from '../tree/destination.ts';
import { resolveId } from '../tree/node-reader.ts';
import { CONTEXT_COLUMNS, NODE_COLUMNS, SEEN_WIDTH, type SeenNode, seenNode } from '../tree/node-row.ts';
import { moveWithin } from '../tree/relocate.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { accessTo, MEMBERSHIP } from '../tree/walk-sql.ts';

const FROM_TRASH = `from files.trash_item t join files.node n on n.id = t.node_id join files.space s on s.id = n.space_id`;
const ITEM_COLUMNS = 't.trashed_at, t.trashed_by, t.parent_id, t.node_id';

/** In the spaces that `$1` reads as a whole. */
const OF_SPACES = `${FROM_TRASH} join ${MEMBERSHIP} where not t.purged`;

/**
 * What `$1` themselves threw away in a folder that was shared with them, while they may still change it: nobody but them and
 * its owner sees it. What the folder is called above the share is not theirs to know.
 */
const OF_SHARES = `${FROM_TRASH}
  cross join lateral (select access.* from ${accessTo('t.parent_id')}) access
  where not t.purged and t.trashed_by = $1 and access.top = s.root_id and access.mount_id <> s.root_id
    and access.rights & s.open_rights & ${READ | CHANGE} = ${READ | CHANGE}
    and not exists (select 1 from files.node_grant g where g.grantee_id = $1 and g.node_id = s.root_id)`;

function trashedWhere(condition: string): string {
  return `select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}, t.path, ${ITEM_COLUMNS} ${OF_SPACES} and ${condition}
    union all
    select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}, '', ${ITEM_COLUMNS} ${OF_SHARES} and ${condition}`;
}

const OF_SPACE = '($2::bigint is null or t.space_id = $2)';

const ONE = statement('files.trashed', trashedWhere('t.node_id = $2'));

const PAGE = statement(
  'files.trash_page',
  `${trashedWhere(OF_SPACE)} order by trashed_at desc, node_id desc offset $3 limit $4`,
);

const COUNT = statement(
  'files.trash_count',
  `select (select count(*) ${OF_SPACES} and ${OF_SPACE}) + (select count(*) ${OF_SHARES} and ${OF_SPACE}) as count`,
);

const PURGE = statement(
  'files.purge_mark',
  `update files.trash_item t set purged = true from files.space s join ${MEMBERSHIP}
   where s.id = t.space_id and access.rights & s.open_rights & ${CHANGE} = ${CHANGE} and not t.purged and not s.held
     and ($2::bigint is null or t.node_id = $2) and ($3::bigint is null or t.space_id = $3)
   returning t.node_id`,
);

interface Trashed {
  readonly node: SeenNode;
  readonly path: string;
  readonly trashedAt: number;
  readonly trashedBy: number | null;
  readonly parentId: number | null;
}

/** `purge`: asks the job for the pieces that were marked. */
export function createTrash(context: FilesContext, startPurge: () => Promise<void>): Trash {
  const { db, lanes, viewer } = context;

  async function views(items: readonly Trashed[]): Promise<TrashView[]> {
    const people = await viewer.names(items.flatMap((item) => item.trashedBy ?? []));
    return items.map(({ node: { row, space }, path, trashedAt, trashedBy }) => ({
      id: row.id,
      spaceId: row.spaceId,
      name: row.name,
      path: [space.mountName, path, row.name].filter((part) => part !== '').join('/'),
      kind: row.isFolder ? 'folder' : 'file',
      size: row.size,
      mime: row.mime,
      mtime: row.mtime,
      etag: nodeEtag(row.id, row.etagNo),
      trashedAt,
      trashedBy: trashedBy === null ? null : (people.get(trashedBy) ?? null),
    }));
  }

  async function find(reader: Queryable, person: ActingPerson, trashId: number): Promise<Trashed> {
    const [values] = Number.isSafeInteger(trashId) ? await reader.arrays(ONE, [person.personId, trashId]) : [];
    if (values === undefined) throw trashNotFound();
    return trashed(values);
  }

  return {
    async list(actor, { spaceId, offset, limit }) {
      const { personId } = requirePerson(actor);
      const rows = await db.arrays(PAGE, [personId, spaceId ?? null, offset, limit]);
      const [counted] = await db.query<{ count: number }>(COUNT, [personId, spaceId ?? null]);
      return { total: counted?.count ?? 0, items: await views(rows.map(trashed)) };
    },

    async get(actor, trashId) {
      const [view] = await views([await find(db, requirePerson(actor), trashId)]);
      return view as TrashView;
    },

    async restore(actor, trashId, place) {
      const person = requirePerson(actor);
      const { node } = await find(db, person, trashId);
      const restored = await lanes.run(node.row.spaceId, async (write) => {
        const item = await find(write.reader, person, trashId);
        requireChange(item.node.space);
        const spot = await spotFor(write, person, item, place);
        await write.write('delete from files.trash_item where node_id = $1', [trashId]);
        const { row } = await moveWithin(write, item.node.row, { ...spot, mime: item.node.row.mime });
        write.record(actor, 'restored', row);
        return { ...item.node, row };
      });
      return viewer.one(restored);
    },

    async purge(actor, trashId) {
      const person = requirePerson(actor);
      const { node } = await find(db, person, trashId);
      requireChange(node.space);
      const purged = await db.query(PURGE, [person.personId, trashId, null]);
      // what lay in a shared folder is its owner's to delete for good
      if (purged.length === 0) throw (await isSpaceHeld(db, node.row.spaceId)) ? held() : readOnly();
      await startPurge();
    },

    async empty(actor, spaceId) {
      const { personId } = requirePerson(actor);
      const rows = await db.query(PURGE, [personId, null, spaceId ?? null]);
      if (rows.length > 0) await startPurge();
      return { purged: rows.length };
    },
  };
}

async function spotFor(
  write: SpaceWrite,
  person: ActingPerson,
  item: Trashed,
  place: Place | undefined,
): Promise<{ parentId: number; name: string }> {
  if (place !== undefined) {
    const { existing, parentId, name, space } = await findDestination(write.reader, person, place);
    assertSameSpace(write, space.spaceId);
    if (existing !== null) throw nameTaken();
    return { parentId, name };
  }
  const old = item.parentId === null ? null : await resolveId(write.reader, person.personId, item.parentId);
  // Its folder may be gone or may have moved to another space meanwhile.
  const stands = old?.row.spaceId === write.space.id && old.row.isFolder;
  if (!stands && item.node.space.mountId !== write.space.rootId) throw nodeNotFound();
  const parentId = stands ? old.row.id : write.space.rootId;
  return { parentId, name: await freeNameIn(write.reader, parentId, item.node.row.name) };
}

function trashed(values: readonly unknown[]): Trashed {
  return {
    node: seenNode(values),
    path: values[SEEN_WIDTH] as string,
    trashedAt: values[SEEN_WIDTH + 1] as number,
    trashedBy: values[SEEN_WIDTH + 2] as number | null,
    parentId: values[SEEN_WIDTH + 3] as number | null,
  };
}

/** While anything in a space must be kept, nothing of it is deleted for good. */
async function isSpaceHeld(db: Queryable, spaceId: number): Promise<boolean> {
  const rows = await db.query('select 1 from files.space where id = $1 and held', [spaceId]);
  return rows.length > 0;
}
