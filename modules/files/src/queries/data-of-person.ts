import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { roleOf } from '../access.ts';
import type { FilesData } from '../files.ts';

const iso = (milliseconds: string) => `to_timestamp(${milliseconds} / 1000.0)`;
/** From the root of its space, as people read it; of the node `n`. */
const pathOf = `(with recursive up (id, parent_id, name, depth) as (
    select n.id, n.parent_id, n.name, 0
    union all select a.id, a.parent_id, a.name, u.depth + 1 from up u join files.node a on a.id = u.parent_id
  ) select string_agg(name, '/' order by depth desc) from up where parent_id is not null)`;

const findSpaces = statement(
  'files.data-of-person.spaces',
  `select s.name, s.kind, m.rights, m.mount_name as folder, s.owner_id is not distinct from $1 as own,
     s.sponsor_id is not distinct from $1 as "answersFor",
     s.used_bytes as "usedBytes", s.quota_bytes as "quotaBytes", ${iso('s.created_at')} as "createdAt"
   from (
     select node_id, rights, mount_name from files.node_grant where grantee_id = $1
     union all
     select node_id, member | shared, mount_name from files.suspended_grant where grantee_id = $1
   ) m join files.space s on s.root_id = m.node_id order by s.kind, s.name, s.id`,
);
const findShared = statement(
  'files.data-of-person.shared',
  `select n.name, n.is_folder as folder, m.rights from files.node_grant m join files.node n on n.id = m.node_id
   where m.grantee_id = $1 and n.parent_id is not null order by n.name, n.id limit 10000`,
);
const findFavourites = statement(
  'files.data-of-person.favourites',
  `select n.id, s.name as space, ${pathOf} as path
   from files.favourite f join files.node n on n.id = f.node_id join files.space s on s.id = n.space_id
   where f.person_id = $1 and f.node_id > $2 order by f.node_id limit $3`,
);
const findLocks = statement(
  'files.data-of-person.locks',
  `select s.name as space, ${pathOf} as path, l.kind, l.exclusive, l.owner as note, ${iso('l.created_at')} as "createdAt",
     ${iso('l.expires_at')} as "endsAt"
   from files.lock l join files.node n on n.id = l.node_id join files.space s on s.id = l.space_id
   where l.person_id = $1 order by l.created_at limit 10000`,
);
const findUploads = statement(
  'files.data-of-person.uploads',
  `select kind, name, metadata, length, received, ${iso('created_at')} as "createdAt", ${iso('expires_at')} as "endsAt"
   from files.upload where person_id = $1 and node_id is null order by created_at limit 10000`,
);

const findChecks = statement(
  'files.data-of-person.checks',
  `select n.name, (array['waiting', 'clean', 'infected', 'not-scannable', 'withheld'])[r.state] as state, r.finding,
     ${iso('r.asked_at')} as "askedAt", ${iso('r.decided_at')} as "decidedAt"
   from files.release_check r left join files.node n on n.id = r.node_id
   where r.sender_id = $1 and r.state <> 0 order by r.asked_at limit 10000`,
);

const page = 1_000;

export async function dataOfPerson(q: Queryable, personId: number): Promise<FilesData> {
  const [spaces, shared, locks, uploads, checks] = await Promise.all([
    q.query<Granted>(findSpaces, [personId]),
    q.query<Granted>(findShared, [personId]),
    q.query(findLocks, [personId]),
    q.query(findUploads, [personId]),
    q.query(findChecks, [personId]),
  ]);
  return {
    spaces: spaces.map(withRole),
    shared: shared.map(withRole),
    favourites: favourites(q, personId),
    locks,
    uploads,
    checks,
  };
}

interface Granted {
  readonly rights: number;
}

function withRole({ rights, ...rest }: Granted): object {
  return { ...rest, role: roleOf(rights) };
}

async function* favourites(q: Queryable, personId: number): AsyncGenerator {
  for (let after = 0; ;) {
    const rows = await q.query<{ id: number }>(findFavourites, [personId, after, page]);
    for (const { id: _, ...favourite } of rows) yield favourite;
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return;
    after = last.id;
  }
}
