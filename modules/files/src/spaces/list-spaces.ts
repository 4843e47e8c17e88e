import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import type { SpaceRow } from './space-row.ts';
import type { SpacePage, SpacesQuery } from './spaces-door.ts';

interface Row extends SpaceRow {
  readonly members: number;
  readonly managers: number;
}

// the root in which a guest's project spaces stand is no space of anybody's
const WHERE = `from files.space s left join directory.person o on o.id = s.owner_id
  where ($1::text is null or s.kind = $1)
    and ($2::text is null or s.name ilike $2 or o.login ilike $2 or o.name ilike $2)
    and ($3::bigint[] is null or s.organisation_id = any ($3))
    and s.deleted_at is null
    and case $4
      when 'closed' then s.closed_at is not null
      when 'ending' then s.closed_at is null and s.ends_at < $5::bigint
      when 'held' then s.held
      when 'unmanaged' then s.kind <> 'personal' and not exists (
        select 1 from files.node_grant m where m.node_id = s.root_id and m.member & 16 = 16)
      else $5::bigint is not null end
    and not exists (select 1 from files.node_grant m
      where m.node_id = s.root_id and m.member = 1 and s.kind = 'personal' and m.grantee_id = s.owner_id)`;

const ORDER = { name: 's.kind, s.name, s.id', size: 's.used_bytes desc, s.id' } as const;
const soon = 30 * 24 * 3_600_000;

/** Whoever asks must have been allowed to: nothing is checked here. */
export function listSpaces({ db, viewer, clock }: FilesContext, directory: FilesDirectory) {
  return async (query: SpacesQuery, organisationIds: readonly number[] | null): Promise<SpacePage> => {
    const { kind, text = '', state, sort = 'name', offset = 0, limit } = query;
    const like = text === '' ? null : `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const filter = [kind ?? null, like, organisationIds, state ?? 'all', clock.now() + soon];
    const order = ORDER[sort];
    // unnamed: a generic plan ruins LIKE
    const [rows, counted] = await Promise.all([
      db.query<Row>(
        `with page as (select s.id ${WHERE} order by ${order} offset $6 limit $7)
         select s.*, m.members, m.managers
         from page join files.space s on s.id = page.id cross join lateral (
           select count(*) as members, count(*) filter (where m.member & 16 = 16) as managers
           from files.node_grant m where m.node_id = s.root_id and m.member <> 0
         ) m order by ${order}`,
        [...filter, offset, limit ?? null],
      ),
      db.query<{ total: number }>(`select count(*) as total ${WHERE}`, filter),
    ]);
    const people = await viewer.names(rows.flatMap((row) => [row.owner_id ?? [], row.sponsor_id ?? []].flat()));
    const login = (id: number | null) => (id === null ? null : (people.get(id)?.login ?? null));
    const keys = await directory.organisationKeys([...new Set(rows.map((row) => row.organisation_id))]);
    const items = rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      organisationKey: keys.get(row.organisation_id) ?? '',
      ownerLogin: login(row.owner_id),
      memberCount: row.members,
      managerCount: row.managers,
      usedBytes: row.used_bytes,
      quotaBytes: row.quota_bytes,
      createdAt: row.created_at,
      purpose: row.purpose,
      sponsorLogin: login(row.sponsor_id),
      endsAt: row.ends_at,
      closedAt: row.closed_at,
      held: row.held,
    }));
    return { total: counted[0]?.total ?? 0, items };
  };
}
