import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

export type SourceKind = 'ldap' | 'csv' | 'scim';

export interface SourceRow {
  readonly id: number;
  readonly organisationId: number;
  readonly kind: SourceKind;
  readonly name: string;
  readonly settings: unknown;
  readonly secret: Buffer | null;
  readonly enabled: boolean;
  readonly leavingAllowedUntil: Date | null;
  readonly createdAt: Date;
}

export interface SourceCounts {
  readonly sourceId: number;
  readonly people: number;
  readonly groups: number;
}

const select = `select id, organisation_id as "organisationId", kind, name, settings, secret, enabled,
  leaving_allowed_until as "leavingAllowedUntil", created_at as "createdAt" from directory.source`;

const findSource = statement('directory.find-source', `${select} where id = $1 and removed_at is null`);
const lockSource = statement('directory.lock-source', `${select} where id = $1 and removed_at is null for update`);
const listSources = statement('directory.list-sources', `${select} where removed_at is null order by lower(name), id`);
const countSources = statement(
  'directory.count-source-people',
  `select s.id as "sourceId",
     (select count(*) from directory.source_person p where p.source_id = s.id and p.state = 'present') as people,
     (select count(*) from directory.source_group g where g.source_id = s.id) as groups
   from directory.source s where s.id = any($1)`,
);

export interface SourceReader {
  byId(id: number, q?: Queryable): Promise<SourceRow | undefined>;
  /** Nobody else changes it before the transaction ends. */
  locked(id: number, tx: Queryable): Promise<SourceRow | undefined>;
  list(): Promise<SourceRow[]>;
  counts(ids: readonly number[]): Promise<ReadonlyMap<number, SourceCounts>>;
}

export function createSourceReader(db: Queryable): SourceReader {
  return {
    byId: async (id, q = db) => (await q.query<SourceRow>(findSource, [id]))[0],
    locked: async (id, tx) => (await tx.query<SourceRow>(lockSource, [id]))[0],
    list: () => db.query<SourceRow>(listSources),
    async counts(ids) {
      const rows = await db.query<SourceCounts>(countSources, [ids]);
      return new Map(rows.map((row) => [row.sourceId, row]));
    },
  };
}
