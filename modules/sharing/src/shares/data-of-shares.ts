import { type Queryable, statement } from '@landescloud/platform/database';
import type { SharedFiles } from './share-deps.ts';

export interface SharesData {
  /** By groups and organisations only what stands in them. */
  readonly sharedWithMe: readonly unknown[];
  readonly sharedByMe: readonly unknown[];
}

interface Row {
  readonly node_id: number;
  readonly given: boolean;
  readonly other: string | null;
  readonly role: string;
  readonly message: string;
  readonly shared_at: number;
  readonly ends_at: number | null;
}

const OWN = statement(
  'sharing.data_of_person',
  `select s.node_id, s.shared_by is not distinct from $1 as given,
     case when s.shared_by = $1 then coalesce(p.name, g.name, o.name) else b.name end as other,
     s.role, s.message, s.shared_at, s.ends_at
   from sharing.share s
   left join directory.person p on p.id = s.person_id left join directory.group g on g.id = s.group_id
   left join directory.organisation o on o.id = s.organisation_id left join directory.person b on b.id = s.shared_by
   where s.shared_by = $1 or s.person_id = $1 order by s.id desc limit 10000`,
);

export async function dataOfShares(db: Queryable, personId: number, files: SharedFiles): Promise<SharesData> {
  const rows = await db.query<Row>(OWN, [personId]);
  const names = new Map<number, string>();
  for (const { node_id: id } of rows) if (!names.has(id)) names.set(id, (await files.grants.place(id))?.name ?? '');
  const shown = rows.map(({ node_id: id, given, other, role, message, shared_at: at, ends_at: end }) => ({
    given,
    share: {
      name: names.get(id),
      [given ? 'with' : 'by']: other,
      role,
      message,
      sharedAt: new Date(at),
      endsAt: end === null ? null : new Date(end),
    },
  }));
  return {
    sharedWithMe: shown.filter(({ given }) => !given).map(({ share }) => share),
    sharedByMe: shown.filter(({ given }) => given).map(({ share }) => share),
  };
}
