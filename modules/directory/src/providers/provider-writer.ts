import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import type { ProviderRow } from './provider-reader.ts';

const insertProvider = statement(
  'directory.insert-provider',
  `insert into directory.provider (organisation_id, key, name, issuer, client_id, settings, enabled)
   values ($1, $2, $3, $4, $5, $6::jsonb, $7) on conflict (key) do nothing returning id`,
);
const updateProvider = statement(
  'directory.update-provider',
  `update directory.provider set name = $2, issuer = $3, client_id = $4, settings = $5::jsonb, enabled = $6 where id = $1`,
);
const setSecret = statement('directory.set-provider-secret', 'update directory.provider set secret = $2 where id = $1');
const removeProvider = statement('directory.delete-provider', 'delete from directory.provider where id = $1');
const deleteDomains = statement(
  'directory.delete-provider-domains',
  'delete from directory.provider_domain where provider_id = $1',
);
const insertDomains = statement(
  'directory.insert-provider-domains',
  `insert into directory.provider_domain (domain, provider_id) select domain, $1 from unnest($2::text[]) as domain
   on conflict do nothing returning domain`,
);
const insertLink = statement(
  'directory.insert-provider-person',
  `insert into directory.provider_person (provider_id, issuer, subject, person_id, made, linked_at, signed_in_at)
   values ($1, $2, $3, $4, $5, $6, $6)`,
);
// what the provider's other issuer meant is over
const forgetLinks = statement(
  'directory.delete-outdated-provider-people',
  'delete from directory.provider_person where provider_id = $1 and issuer <> $2',
);
const updateLink = statement(
  'directory.update-provider-person',
  `update directory.provider_person set roles = $4, group_ids = $5, signed_in_at = $6
   where provider_id = $1 and issuer = $2 and subject = $3`,
);
const lockSubject = statement(
  'directory.lock-provider-subject',
  'select pg_advisory_xact_lock(hashtextextended($1, 7305010605))',
);
export type NewProviderRow = Omit<ProviderRow, 'id' | 'secret' | 'createdAt' | 'domains'>;

/** Undefined where the key is taken. */
export async function insertProviderRow(tx: Queryable, row: NewProviderRow): Promise<number | undefined> {
  const { organisationId, key, name, issuer, clientId, settings, enabled } = row;
  const values = [organisationId, key, name, issuer, clientId, settings, enabled];
  return (await tx.query<{ id: number }>(insertProvider, values))[0]?.id;
}

export async function updateProviderRow(
  tx: Queryable,
  { id, name, issuer, clientId, settings, enabled }: Omit<NewProviderRow, 'organisationId' | 'key'> & { id: number },
): Promise<void> {
  await tx.query(updateProvider, [id, name, issuer, clientId, settings, enabled]);
  await tx.query(forgetLinks, [id, issuer]);
}

export async function writeProviderSecret(tx: Queryable, id: number, sealed: Buffer | null): Promise<void> {
  await tx.query(setSecret, [id, sealed]);
}

export async function removeProviderRow(tx: Queryable, id: number): Promise<void> {
  await tx.query(removeProvider, [id]);
}

/** All of them; answers those that belong to another provider. */
export async function writeDomains(tx: Queryable, id: number, domains: readonly string[]): Promise<string[]> {
  await tx.query(deleteDomains, [id]);
  const written = new Set((await tx.query<{ domain: string }>(insertDomains, [id, domains])).map((row) => row.domain));
  return domains.filter((domain) => !written.has(domain));
}

/** Two sign-ins of the same person at once make one of them. */
export async function lockedSubject(tx: Queryable, { id }: ProviderRow, subject: string): Promise<void> {
  await tx.query(lockSubject, [`${id} ${subject}`]);
}

export async function writeLink(
  tx: Queryable,
  { id, issuer }: ProviderRow,
  link: { readonly subject: string; readonly personId: number; readonly made: boolean; readonly at: Date },
): Promise<void> {
  await tx.query(insertLink, [id, issuer, link.subject, link.personId, link.made, link.at]);
}

export async function writeGiven(
  tx: Queryable,
  { id, issuer }: ProviderRow,
  subject: string,
  given: { readonly roles: readonly string[]; readonly groupIds: readonly number[]; readonly at: Date },
): Promise<void> {
  await tx.query(updateLink, [id, issuer, subject, given.roles, given.groupIds, given.at]);
}
