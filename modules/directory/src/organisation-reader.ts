import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { isKey } from './input-rules.ts';
import type { Logo, OrganisationRef } from './views.ts';

/** What does not stand in the tree. */
export interface OrganisationFacts {
  readonly officialKey: string | null;
  readonly colour: string | null;
  readonly hasLogo: boolean;
  readonly imprintUrl: string | null;
  readonly privacyUrl: string | null;
  readonly mailDomains: string[];
  readonly quotaBytes: number | null;
}

/** Who set a rule that stands, and when. */
export interface RuleChange {
  readonly organisationId: number;
  readonly rule: string;
  readonly at: Date;
  readonly by: string | null;
}

export interface OrganisationReader {
  byKey(key: string, q?: Queryable): Promise<OrganisationRef | undefined>;
  facts(id: number, q?: Queryable): Promise<OrganisationFacts | undefined>;
  ruleChanges(organisationIds: readonly number[], q?: Queryable): Promise<RuleChange[]>;
  logo(id: number): Promise<Logo | undefined>;
  quota(id: number, q?: Queryable): Promise<number | null>;
  /** How many people who are not disabled each has; none: absent. */
  peopleCounts(): Promise<ReadonlyMap<number, number>>;
}

const findByKey = statement(
  'directory.find-organisation',
  'select id, key, name from directory.organisation where key = $1',
);
const findFacts = statement(
  'directory.find-organisation-facts',
  `select o.official_key as "officialKey", o.colour, o.logo_type is not null as "hasLogo",
     o.imprint_url as "imprintUrl", o.privacy_url as "privacyUrl", o.quota_bytes as "quotaBytes",
     array(select d.domain from directory.mail_domain d where d.organisation_id = o.id order by d.domain) as "mailDomains"
   from directory.organisation o where o.id = $1`,
);
const findLogo = statement(
  'directory.find-logo',
  'select logo_type as type, logo as body from directory.organisation where id = $1 and logo is not null',
);
const findQuota = statement(
  'directory.find-quota',
  'select quota_bytes as quota from directory.organisation where id = $1',
);
const findRuleChanges = statement(
  'directory.find-rule-changes',
  `select r.organisation_id as "organisationId", r.rule, r.changed_at as at, p.name as by
   from directory.organisation_rule r left join directory.person p on p.id = r.changed_by
   where r.organisation_id = any($1::bigint[])`,
);
const countPeople = statement(
  'directory.count-people',
  `select organisation_id as id, count(*) as count from directory.person where disabled_at is null group by organisation_id`,
);

export function createOrganisationReader(db: Queryable): OrganisationReader {
  return {
    async byKey(key, q = db) {
      if (!isKey(key)) return undefined;
      return (await q.query<OrganisationRef>(findByKey, [key]))[0];
    },
    facts: async (id, q = db) => (await q.query<OrganisationFacts>(findFacts, [id]))[0],
    ruleChanges: (ids, q = db) => q.query<RuleChange>(findRuleChanges, [ids]),
    logo: async (id) => (await db.query<Logo>(findLogo, [id]))[0],
    quota: async (id, q = db) => (await q.query<{ quota: number | null }>(findQuota, [id]))[0]?.quota ?? null,
    async peopleCounts() {
      const rows = await db.query<{ id: number; count: number }>(countPeople);
      return new Map(rows.map(({ id, count }) => [id, count]));
    },
  };
}
