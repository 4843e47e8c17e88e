import { errorCode, statement, violatedConstraint } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import type { DirectoryTables, OrganisationKind } from './directory-tables.ts';
import { officialKeyTaken } from './errors.ts';
import type { RuleName, RuleValue } from './rules.ts';
import type { Logo } from './views.ts';

export interface NewOrganisationRow {
  readonly key: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly parentId: number | null;
  readonly shortName: string | null;
  readonly officialKey: string | null;
}

/** Absent: stays as it is. */
export interface OrganisationRowChange {
  readonly name?: string;
  readonly shortName?: string | null;
  readonly kind?: OrganisationKind;
  readonly parentId?: number | null;
  readonly officialKey?: string | null;
  readonly colour?: string | null;
  readonly imprintUrl?: string | null;
  readonly privacyUrl?: string | null;
  readonly quotaBytes?: number | null;
  readonly closedAt?: Date | null;
}

const insertOrganisations = statement(
  'directory.insert-organisations',
  `insert into directory.organisation (key, name, kind, parent_id, short_name, official_key)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[])
   on conflict (key) do nothing returning id, key`,
);
const deleteOne = statement('directory.delete-organisation', 'delete from directory.organisation where id = $1');
const deleteDomains = statement(
  'directory.delete-domains',
  'delete from directory.mail_domain where organisation_id = $1',
);
const insertDomains = statement(
  'directory.insert-domains',
  `insert into directory.mail_domain (domain, organisation_id) select domain, $1 from unnest($2::text[]) as domain
   on conflict do nothing returning domain`,
);
const setLogo = statement(
  'directory.set-logo',
  'update directory.organisation set logo_type = $2, logo = $3 where id = $1',
);
const upsertRule = statement(
  'directory.upsert-rule',
  `insert into directory.organisation_rule (organisation_id, rule, value, changed_at, changed_by)
   values ($1, $2, $3::jsonb, $4, $5)
   on conflict (organisation_id, rule)
   do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
);
const deleteRule = statement(
  'directory.delete-rule',
  'delete from directory.organisation_rule where organisation_id = $1 and rule = $2',
);

/** Ids by key; keys that are taken are left out. Conflict `directory.official_key_taken`. */
export async function writeNewOrganisations(
  tx: Queryable,
  rows: readonly NewOrganisationRow[],
): Promise<Map<string, number>> {
  const written = await tx
    .query<{ id: number; key: string }>(insertOrganisations, [
      rows.map(({ key }) => key),
      rows.map(({ name }) => name),
      rows.map(({ kind }) => kind),
      rows.map(({ parentId }) => parentId),
      rows.map(({ shortName }) => shortName),
      rows.map(({ officialKey }) => officialKey),
    ])
    .catch(refuseTakenOfficialKey);
  return new Map(written.map(({ id, key }) => [key, id]));
}

export async function writeOrganisationChange(tx: Queryable, id: number, change: OrganisationRowChange): Promise<void> {
  const set = Object.fromEntries(
    Object.entries(change).map(([field, value]) => [columns[field as keyof OrganisationRowChange], value]),
  );
  if (Object.keys(set).length === 0) return;
  await tx
    .kysely<DirectoryTables>()
    .updateTable('directory.organisation')
    .set(set)
    .where('id', '=', id)
    .execute()
    .catch(refuseTakenOfficialKey);
}

/** With its rules, domains and roles; the database refuses where anything else belongs to it. */
export async function deleteOrganisation(tx: Queryable, id: number): Promise<void> {
  await tx.query(deleteOne, [id]);
}

/** Those that could be had; the others belong to another organisation. */
export async function writeDomains(
  tx: Queryable,
  id: number,
  domains: readonly string[],
): Promise<ReadonlySet<string>> {
  await tx.query(deleteDomains, [id]);
  const rows = await tx.query<{ domain: string }>(insertDomains, [id, domains]);
  return new Set(rows.map(({ domain }) => domain));
}

export async function writeLogo(tx: Queryable, id: number, logo: Logo | null): Promise<void> {
  await tx.query(setLogo, [id, logo?.type ?? null, logo?.body ?? null]);
}

export async function writeRule(
  tx: Queryable,
  id: number,
  rule: RuleName,
  value: RuleValue | null,
  changed: { readonly at: Date; readonly by: number | null },
): Promise<void> {
  if (value === null) await tx.query(deleteRule, [id, rule]);
  else await tx.query(upsertRule, [id, rule, JSON.stringify(value), changed.at, changed.by]);
}

const columns = {
  name: 'name',
  shortName: 'short_name',
  kind: 'kind',
  parentId: 'parent_id',
  officialKey: 'official_key',
  colour: 'colour',
  imprintUrl: 'imprint_url',
  privacyUrl: 'privacy_url',
  quotaBytes: 'quota_bytes',
  closedAt: 'closed_at',
} as const satisfies Record<keyof OrganisationRowChange, string>;

function refuseTakenOfficialKey(error: unknown): never {
  if (errorCode(error) === '23505' && violatedConstraint(error) === 'organisation_official_key_key') {
    throw officialKeyTaken();
  }
  throw error;
}
