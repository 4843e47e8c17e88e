import { systemActor } from '@landescloud/kernel';
import { isHeld } from '../holds/held.ts';
import { DUE_AT } from '../retention/node-life.ts';
import { managersOf } from '../spaces/space-grants.ts';
import { NODE_COLUMNS, NODE_WIDTH, nodeRow } from '../tree/node-row.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { moveToTrash } from '../tree/trash-writer.ts';
import { type LifeDeps, tellPeople } from './life-deps.ts';
import { retentionMail } from './space-mails.ts';

const DAY = 24 * 3_600_000;
const PIECE = 100;
const actor = systemActor('retention');

interface Term {
  readonly nodeId: number;
  readonly classId: number;
  readonly name: string;
  readonly action: 'delete' | 'tell';
  readonly warnDays: number;
  readonly spaceId: number;
  readonly spaceName: string;
  readonly rootId: number;
  readonly ownerId: number | null;
  readonly organisationId: number;
}

const TERMS = `select r.node_id as "nodeId", c.id as "classId", c.name, c.action, c.warn_days as "warnDays", s.id as "spaceId",
    s.name as "spaceName", s.root_id as "rootId", s.owner_id as "ownerId", s.organisation_id as "organisationId"
  from files.retention r join files.retention_class c on c.id = r.class_id
  join files.node n on n.id = r.node_id join files.space s on s.id = n.space_id
  where s.deleted_at is null order by r.node_id`;

/** Changed since they were told of: their time begins anew. */
const FORGET = `delete from files.retention_due d using files.node n where n.id = d.node_id and n.uploaded_at <> d.changed_at`;

/** What is below the folder as far as nothing nearer rules, and not in the trash; what was told of already is not told again. */
const DUE = `with recursive up (id, parent_id) as (
    select n.id, n.parent_id from files.node n where n.id = $1
    union all
    select p.id, p.parent_id from up u join files.node p on p.id = u.parent_id
  ), tree (id, path) as (
    select id, '' from files.node where id = $1 and exists (select 1 from up where id = $3)
    union all
    select c.id, concat_ws('/', nullif(t.path, ''), c.name) from tree t join files.node c on c.parent_id = t.id
    where not exists (select 1 from files.retention r where r.node_id = c.id)
  ), due as (
    insert into files.retention_due (node_id, class_id, changed_at, told_at, delete_at)
    select n.id, c.id, n.uploaded_at, $4, case when c.action = 'delete' then greatest(${DUE_AT}, $4::bigint + $5::bigint) end
    from tree t join files.node n on n.id = t.id cross join files.retention_class c
    where c.id = $2 and not n.is_folder and ${DUE_AT} <= $4::bigint + $5::bigint
    on conflict (node_id) do update
      set class_id = excluded.class_id, changed_at = excluded.changed_at, told_at = excluded.told_at, delete_at = excluded.delete_at
      where files.retention_due.class_id <> excluded.class_id
    returning node_id, delete_at
  )
  select tree.path, due.delete_at as "deleteAt" from due join tree on tree.id = due.node_id order by tree.path`;

/** Daily: tells managers of files whose time is nearly up. */
export async function tellOfTerms(deps: LifeDeps, signal: AbortSignal): Promise<void> {
  const { db, clock } = deps.context;
  await db.query(FORGET);
  for (const term of await db.query<Term>(TERMS)) {
    if (signal.aborted) return;
    const { spaceName: space, rootId, ownerId, organisationId, name: className } = term;
    await db.transaction(async (tx) => {
      const found = await tx.query<{ path: string; deleteAt: number | null }>(DUE, [
        term.nodeId,
        term.classId,
        rootId,
        clock.now(),
        term.warnDays * DAY,
      ]);
      if (found.length === 0) return;
      const deleteAt = found.reduce<number | null>((first, one) => earliest(first, one.deleteAt), null);
      const paths = found.map(({ path }) => path);
      const ids = ownerId === null ? await managersOf(tx, rootId) : [ownerId];
      const count = found.length;
      const data = { space, files: count, at: deleteAt };
      const about = { ids, organisationId, subject: `space:${term.spaceId}`, path: `/files/${term.nodeId}`, data };
      await tellPeople(deps, tx, about, 'files.retention_due', (to) =>
        retentionMail({ ...to, space, className, deleteAt, paths, count }),
      );
    });
  }
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** As things stand now: unchanged, still below a folder of this class and nearest to it, and not in the trash. */
const STILL = `with recursive d as (
    select d.node_id, d.class_id from files.retention_due d join files.node n on n.id = d.node_id
    where n.space_id = $1 and d.delete_at <= $2 and n.uploaded_at = d.changed_at and d.node_id > $4
    order by d.node_id limit $3
  ), up (of, id, parent_id, name, depth) as (
    select d.node_id, n.id, n.parent_id, n.name, 0 from d join files.node n on n.id = d.node_id
    union all
    select u.of, p.id, p.parent_id, p.name, u.depth + 1 from up u join files.node p on p.id = u.parent_id
  )
  select ${NODE_COLUMNS}, c.sha256, d.class_id,
    (select string_agg(u.name, '/' order by u.depth desc) from up u where u.of = n.id and u.name <> ''),
    d.class_id = (select r.class_id from up u join files.retention r on r.node_id = u.id where u.of = n.id order by u.depth limit 1)
      and exists (select 1 from up u join files.space s on s.root_id = u.id where u.of = n.id)
  from d join files.node n on n.id = d.node_id left join files.content c on c.id = n.content_id order by n.id`;

/** Daily, after those who manage them were told long enough before: what must be kept stays, the list of the rest too. */
export async function deleteByTerms(deps: LifeDeps, signal: AbortSignal): Promise<number> {
  const { db, clock, lanes } = deps.context;
  const spaces = await db.query<{ id: number; rootId: number }>(
    `select distinct s.id, s.root_id as "rootId" from files.retention_due d join files.node n on n.id = d.node_id
     join files.space s on s.id = n.space_id where d.delete_at <= $1 and s.deleted_at is null`,
    [clock.now()],
  );
  let deleted = 0;
  for (const { id, rootId } of spaces) {
    const managers = await managersOf(db, rootId);
    const lists = new Map<number, number>();
    for (let last: number | null = 0; last !== null && !signal.aborted;) {
      const after: number = last;
      const piece = await lanes.run(id, (write) => deletePiece(write, { lists: new Map(lists), managers, after }));
      deleted += piece.deleted;
      last = piece.last;
      for (const [classId, list] of piece.lists) lists.set(classId, list);
    }
  }
  return deleted;
}

interface Piece {
  readonly lists: Map<number, number>;
  readonly managers: readonly number[];
  readonly after: number;
}

async function deletePiece(write: SpaceWrite, { lists, managers, after }: Piece) {
  const rows = await write.reader.arrays(STILL, [write.space.id, write.now, PIECE, after]);
  let deleted = 0;
  for (const values of rows) {
    const node = nodeRow(values);
    const [sha256, classId, path, still] = values.slice(NODE_WIDTH) as [Buffer | null, number, string, boolean];
    if (await isHeld(write, node.id)) continue;
    await write.write('delete from files.retention_due where node_id = $1', [node.id]);
    if (!still) continue;
    const list = lists.get(classId) ?? (await makeList(write, classId, managers));
    lists.set(classId, list);
    await moveToTrash(write, node, null);
    write.record(actor, 'trashed', node);
    await write.write(
      `with entry as (
         insert into files.deletion_entry (list_id, node_id, path, size, changed_at, sha256) values ($1, $2, $3, $4, $5, $6)
       )
       update files.deletion_list set files = files + 1, bytes = bytes + $4 where id = $1`,
      [list, node.id, path, node.size, node.uploadedAt, sha256],
    );
    deleted += 1;
  }
  const last = rows.length < PIECE ? null : (rows.at(-1)?.[0] as number);
  return { deleted, last, lists };
}

async function makeList(write: SpaceWrite, classId: number, managers: readonly number[]): Promise<number> {
  const [made] = await write.write<{ id: number }>(
    `insert into files.deletion_list (organisation_id, space_id, kind, reason, at, files, bytes, managers)
     select $1, $2, 'retention', name, $4, 0, 0, $5 from files.retention_class where id = $3 returning id`,
    [write.space.organisationId, write.space.id, classId, write.now, managers],
  );
  const id = (made as { id: number }).id;
  write.recordSpace(actor, 'retention_applied', { list: id, classId });
  return id;
}
