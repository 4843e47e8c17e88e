import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import type { SpacePage, SpacesQuery } from './spaces-door.ts';
import type { SpaceKind } from '../views.ts';

interface Row {
  readonly id: number;
  readonly kind: SpaceKind;
  readonly name: string;
  readonly organisation_id: number;
  readonly owner_id: number | null;
  readonly used_bytes: number;
  readonly quota_bytes: number | null;
  readonly created_at: number;
  readonly members: number;
}

// the root in which a guest's project spaces stand is no space of anybody's
const WHERE = `from files.space s left join directory.person o on o.id = s.owner_id
  where ($1::text is null or s.kind = $1)
    and ($2::text is null or s.name ilike $2 or o.login ilike $2 or o.name ilike $2)
    and not exists (select 1 from files.node_grant m
      where m.node_id = s.root_id and m.member = 1 and s.kind = 'personal' and m.grantee_id = s.owner_id)`;

/** Whoever asks must have been allowed to: nothing is checked here. */
export function listSpaces({ db, viewer }: FilesContext, directory: FilesDirectory) {
  return async ({ kind, text = '', offset = 0, limit }: SpacesQuery): Promise<SpacePage> => {
    const like = text === '' ? null : `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    // unnamed: a generic plan ruins LIKE
    const [rows, counted] = await Promise.all([
      db.query<Row>(
        `with page as (select s.id, s.kind, s.name ${WHERE} order by s.kind, s.name, s.id offset $3 limit $4)
         select s.*, (select count(*) from files.node_grant m where m.node_id = s.root_id and m.member <> 0) as members
         from page join files.space s on s.id = page.id order by page.kind, page.name, page.id`,
        [kind ?? null, like, offset, limit ?? null],
      ),
      db.query<{ total: number }>(`select count(*) as total ${WHERE}`, [kind ?? null, like]),
    ]);
    const owners = await viewer.names(rows.flatMap((row) => row.owner_id ?? []));
    const keys = await directory.organisationKeys([...new Set(rows.map((row) => row.organisation_id))]);
    const items = rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      organisationKey: keys.get(row.organisation_id) ?? '',
      ownerLogin: row.owner_id === null ? null : (owners.get(row.owner_id)?.login ?? null),
      memberCount: row.members,
      usedBytes: row.used_bytes,
      quotaBytes: row.quota_bytes,
      createdAt: row.created_at,
    }));
    return { total: counted[0]?.total ?? 0, items };
  };
}
