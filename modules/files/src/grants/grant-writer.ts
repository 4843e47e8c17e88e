import { type Queryable, statement } from '@landescloud/platform/database';
import { rightsOf } from '../access.ts';
import type { NodePlace, SharedRoles } from './grants-door.ts';
import { freeName, nameKey } from '../names.ts';

/** What is left of a grant without rights goes. */
const TAKE = statement(
  'files.take_shared',
  `with gone as (
     delete from files.node_grant where node_id = $1 and grantee_id = any ($2::bigint[]) and member = 0
   )
   update files.node_grant set shared = 0
   where node_id = $1 and grantee_id = any ($2::bigint[]) and member <> 0 and shared <> 0`,
);

const CHANGE = statement(
  'files.change_shared',
  `update files.node_grant g set shared = t.rights
   from unnest($2::bigint[], $3::integer[]) as t (grantee_id, rights)
   where g.node_id = $1 and g.grantee_id = t.grantee_id and g.shared <> t.rights`,
);

const MISSING = statement(
  'files.not_yet_shared',
  `select t.grantee_id as "granteeId" from unnest($2::bigint[]) as t (grantee_id)
   where not exists (select 1 from files.node_grant g where g.node_id = $1 and g.grantee_id = t.grantee_id)`,
);

/** What is called like it, or like it with a number, in the roots of these people. */
const TAKEN = statement(
  'files.taken_in_roots',
  `select g.grantee_id as "granteeId", g.mount_name as name from files.node_grant g
   where g.grantee_id = any ($1::bigint[]) and starts_with(lower(g.mount_name), lower($3))
   union all
   select s.owner_id, n.name from files.space s join files.node n on n.parent_id = s.root_id
   where s.kind = 'personal' and s.owner_id = any ($1::bigint[]) and (n.name_key = $2 or starts_with(n.name_key, $4))`,
);

const ADD = statement(
  'files.add_shared',
  `insert into files.node_grant (node_id, space_id, grantee_id, shared, mount_name)
   select $1, $2, t.grantee_id, t.rights, t.name from unnest($3::bigint[], $4::integer[], $5::text[]) as t (grantee_id, rights, name)
   order by t.grantee_id
   on conflict do nothing`,
);

const NEXT = statement('files.next_link_grantee', `select -nextval('files.link_grantee') as id`);

export async function nextLinkGrantee(tx: Queryable): Promise<number> {
  const [row] = await tx.query<{ id: number }>(NEXT, []);
  return (row as { id: number }).id;
}

export async function takeShared(tx: Queryable, nodeId: number, granteeIds: readonly number[]): Promise<void> {
  await tx.query(TAKE, [nodeId, granteeIds]);
}

/** A few statements however many they are. Whoever shares the same node at the same time waits. */
export async function writeShared(tx: Queryable, place: NodePlace, grantees: readonly SharedRoles[]): Promise<void> {
  await tx.query('select id from files.node where id = $1 for no key update', [place.nodeId]);
  const wanted = new Map(
    grantees.map(({ granteeId, roles }) => [granteeId, roles.reduce((rights, role) => rights | rightsOf(role), 0)]),
  );
  const kept = [...wanted].filter(([, rights]) => rights !== 0);
  const ended = [...wanted].filter(([, rights]) => rights === 0).map(([id]) => id);
  if (ended.length > 0) await takeShared(tx, place.nodeId, ended);
  if (kept.length === 0) return;
  const ids = kept.map(([id]) => id);
  await tx.query(CHANGE, [place.nodeId, ids, kept.map(([, rights]) => rights)]);
  // Something else of that name may come to stand in somebody's root at the same time: then once more, for them.
  for (;;) {
    const missing = await tx.query<{ granteeId: number }>(MISSING, [place.nodeId, ids]);
    if (missing.length === 0) return;
    const added = missing.map(({ granteeId }) => granteeId);
    const names = await mountNames(tx, place.name, added);
    await tx.query(ADD, [place.nodeId, place.spaceId, added, added.map((id) => wanted.get(id)), names]);
  }
}

/** Nearly everybody gets the name itself. A link's root is what it leads to. */
async function mountNames(tx: Queryable, wanted: string, granteeIds: readonly number[]): Promise<string[]> {
  const people = granteeIds.filter((id) => id > 0);
  const dot = wanted.lastIndexOf('.');
  const stem = dot > 0 ? wanted.slice(0, dot) : wanted;
  const taken = await tx.query<{ granteeId: number; name: string }>(TAKEN, [
    people,
    nameKey(wanted),
    stem,
    `${nameKey(stem)} (`,
  ]);
  const byPerson = Map.groupBy(taken, ({ granteeId }) => granteeId);
  return granteeIds.map((id) => {
    if (id < 0) return '';
    const names = byPerson.get(id) ?? [];
    return freeName(wanted, new Set(names.map(({ name }) => nameKey(name))));
  });
}
