import { type Queryable, statement } from '@landescloud/platform/database';
import { type ActingPerson, requireChange, requirePerson } from '../access.ts';
import { assertSameSpace } from '../commands/space-of.ts';
import type { FilesContext } from '../context.ts';
import { nameTaken, trashNotFound } from '../errors.ts';
import { nodeEtag } from '../etag.ts';
import type { Place, Trash, TrashView } from '../files.ts';
import { findDestination, freeNameIn } from '../tree/destination.ts';
import { resolveId } from '../tree/node-reader.ts';
import { CONTEXT_COLUMNS, NODE_COLUMNS, SEEN_WIDTH, type SeenNode, seenNode } from '../tree/node-row.ts';
import { moveWithin } from '../tree/relocate.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { MEMBERSHIP } from '../tree/walk-sql.ts';

const TRASHED = `select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}, t.path, t.trashed_at, t.trashed_by, t.parent_id
  from files.trash_item t
  join files.node n on n.id = t.node_id
  join files.space s on s.id = n.space_id
  join ${MEMBERSHIP}
  where not t.purged`;

const ONE = statement('files.trashed', `${TRASHED} and t.node_id = $2`);

const PAGE = statement(
  'files.trash_page',
  `${TRASHED} and ($2::bigint is null or t.space_id = $2) order by t.trashed_at desc, t.node_id desc offset $3 limit $4`,
);

const COUNT = statement(
  'files.trash_count',
  `select count(*)::bigint as count from files.trash_item t join files.space s on s.id = t.space_id join ${MEMBERSHIP}
   where not t.purged and ($2::bigint is null or t.space_id = $2)`,
);

const PURGE = statement(
  'files.purge_mark',
  `update files.trash_item t set purged = true from files.space s join ${MEMBERSHIP}
   where s.id = t.space_id and access.rights & s.open_rights & 8 = 8 and not t.purged
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
      await db.query(PURGE, [person.personId, trashId, null]);
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
  const parentId = old?.row.spaceId === write.space.id && old.row.isFolder ? old.row.id : write.space.rootId;
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
