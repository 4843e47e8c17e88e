import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import type { ProviderSettings } from './provider-settings.ts';

export interface ProviderRow {
  readonly id: number;
  readonly organisationId: number;
  readonly key: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: Buffer | null;
  readonly settings: ProviderSettings;
  readonly enabled: boolean;
  readonly createdAt: Date;
  readonly domains: string[];
}

export interface LinkedPerson {
  readonly personId: number;
  readonly made: boolean;
  readonly roles: string[];
  readonly groupIds: number[];
}

const select = `select p.id, p.organisation_id as "organisationId", p.key, p.name, p.issuer, p.client_id as "clientId",
  p.secret, p.settings, p.enabled, p.created_at as "createdAt",
  array(select d.domain from directory.provider_domain d where d.provider_id = p.id order by d.domain) as domains
  from directory.provider p`;
const byKey = statement('directory.find-provider', `${select} where p.key = $1`);
const lockByKey = statement('directory.lock-provider', `${select} where p.key = $1 for update of p`);
const ofOrganisation = statement(
  'directory.list-providers',
  `${select} where p.organisation_id = $1 order by lower(p.name), p.id`,
);
const countPeople = statement(
  'directory.count-provider-people',
  `select l.provider_id as id, count(*) as count from directory.provider_person l
   join directory.provider p on p.id = l.provider_id and p.issuer = l.issuer
   where l.provider_id = any($1) group by l.provider_id`,
);
const byDomain = statement(
  'directory.find-provider-by-domain',
  `select p.key, p.name, p.organisation_id as "organisationId", m.organisation_id as "domainOf"
   from directory.provider_domain d join directory.provider p on p.id = d.provider_id and p.enabled
   join directory.mail_domain m on m.domain = d.domain where d.domain = $1`,
);
const domainOwners = statement(
  'directory.find-domain-owners',
  'select domain, organisation_id as "organisationId" from directory.mail_domain where domain = any($1)',
);
const linked = statement(
  'directory.find-provider-person',
  `select person_id as "personId", made, roles, group_ids as "groupIds" from directory.provider_person
   where provider_id = $1 and issuer = $2 and subject = $3`,
);
const hasLink = statement(
  'directory.find-provider-link',
  'select 1 from directory.provider_person where provider_id = $1 and issuer = $2 and person_id = $3',
);
// whoever left counts too: nobody takes their place by having their address
const byAddress = statement(
  'directory.find-people-with-address',
  `select e.id from directory.person e where lower(e.email) = $1
   union select a.person_id from directory.person_address a where a.address = $1 order by 1 limit 2`,
);
const byOfficialKey = statement(
  'directory.find-organisation-by-official-key',
  'select key from directory.organisation where official_key = $1',
);
const inSource = statement(
  'directory.find-source-of-provider-person',
  `select 1 from directory.source_person s join directory.source o on o.id = s.source_id
   where s.person_id = $1 and o.removed_at is null and s.state <> 'gone'`,
);
const groupsByKey = statement(
  'directory.find-provider-groups',
  'select id, key, organisation_id as "organisationId" from directory.group where key = any($1)',
);
const signsIn = statement(
  'directory.find-provider-of-person',
  `select 1 from directory.provider_person l join directory.provider p on p.id = l.provider_id
   where l.person_id = $1 and p.enabled and p.issuer = l.issuer limit 1`,
);

export interface OwnedDomain {
  readonly domain: string;
  readonly organisationId: number;
}

export interface FoundGroup {
  readonly id: number;
  readonly key: string;
  readonly organisationId: number | null;
}

export type ProviderReader = ReturnType<typeof createProviderReader>;

export function createProviderReader(db: Queryable) {
  return {
    byKey: async (key: string, q = db) => (await q.query<ProviderRow>(byKey, [key]))[0],
    /** Nobody else changes it before the transaction ends. */
    locked: async (key: string, tx: Queryable) => (await tx.query<ProviderRow>(lockByKey, [key]))[0],
    ofOrganisation: (id: number, q = db) => q.query<ProviderRow>(ofOrganisation, [id]),
    async peopleCounts(ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
      const rows = await db.query<{ id: number; count: number }>(countPeople, [ids]);
      return new Map(rows.map(({ id, count }) => [id, count]));
    },
    async byDomain(domain: string) {
      type Row = { key: string; name: string; organisationId: number; domainOf: number };
      return (await db.query<Row>(byDomain, [domain]))[0];
    },
    domainOwners: (domains: readonly string[], q = db) => q.query<OwnedDomain>(domainOwners, [domains]),
    linked: async ({ id, issuer }: Pick<ProviderRow, 'id' | 'issuer'>, subject: string, q = db) =>
      (await q.query<LinkedPerson>(linked, [id, issuer, subject]))[0],
    hasLink: async ({ id, issuer }: ProviderRow, personId: number, tx: Queryable) =>
      (await tx.query(hasLink, [id, issuer, personId])).length > 0,
    async withAddress(address: string, tx: Queryable) {
      return (await tx.query<{ id: number }>(byAddress, [address.toLowerCase()])).map(({ id }) => id);
    },
    async keyOfOfficial(officialKey: string, tx: Queryable) {
      return (await tx.query<{ key: string }>(byOfficialKey, [officialKey]))[0]?.key;
    },
    hasSource: async (personId: number, tx: Queryable) => (await tx.query(inSource, [personId])).length > 0,
    groups: (keys: readonly string[], q = db) => q.query<FoundGroup>(groupsByKey, [keys]),
    /** Whether one that is switched on signs this person in. */
    signsIn: async (personId: number) => (await db.query(signsIn, [personId])).length > 0,
  };
}
