import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { isKey } from './input-rules.ts';
import type { OrganisationView } from './views.ts';

const columns = 'o.id, o.key, o.name, o.kind, parent.key as "parentKey"';
const from = 'directory.organisation o left join directory.organisation parent on parent.id = o.parent_id';

const listAll = statement('directory.list-organisations', `select ${columns} from ${from} order by o.name, o.id`);
const listCounted = statement(
  'directory.list-organisations-counted',
  `select ${columns}, (select count(*) from directory.person p where p.organisation_id = o.id and p.disabled_at is null)
     as "peopleCount" from ${from} order by o.name, o.id`,
);
const findByKey = statement('directory.find-organisation', `select ${columns} from ${from} where o.key = $1`);

export interface OrganisationReader {
  list(options: { counted: boolean }): Promise<OrganisationView[]>;
  byKey(key: string, q?: Queryable): Promise<OrganisationView | undefined>;
}

export function createOrganisationReader(db: Queryable): OrganisationReader {
  return {
    list: ({ counted }) => db.query<OrganisationView>(counted ? listCounted : listAll),
    async byKey(key, q = db) {
      if (!isKey(key)) return undefined;
      return (await q.query<OrganisationView>(findByKey, [key]))[0];
    },
  };
}
