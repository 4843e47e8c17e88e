import { invalid } from '../errors.ts';
import { checkedDomains } from '../input-rules.ts';
import type { OrganisationTree } from '../organisation-tree.ts';
import type { Queryable } from '@landescloud/platform/database';
import type { ProviderDeps } from './provider-deps.ts';
import { providerDomainForeign } from './provider-errors.ts';
import type { ProviderSettings } from './provider-settings.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const printable = /^[\u0020-\u007e]+$/;

/** OpenID Connect Discovery 1.0: an address by TLS without query; by plain HTTP on this very machine alone. */
export function checkedIssuer(issuer: string): string {
  const url = URL.parse(issuer.trim());
  const plain = url && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const secure = url && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname)));
  if (!plain || !secure || issuer.length > 500 || issuer.includes('/.well-known/')) {
    throw invalid(
      'issuer',
      'The address looks like https://sign-in.example.org/realms/office, without /.well-known/….',
    );
  }
  return issuer.trim();
}

export function checkedClientId(clientId: string): string {
  const checked = clientId.trim();
  if (printable.test(checked) && checked.length <= 255) return checked;
  throw invalid('clientId', 'The client id has 1 to 255 characters.');
}

/** Conflict `directory.provider_domain_foreign`. */
export async function checkedOwnDomains(
  { providers }: ProviderDeps,
  tx: Queryable,
  { tree, organisationId }: Within,
  given: readonly string[],
): Promise<string[]> {
  const domains = checkedDomains(given);
  const owners = new Map((await providers.domainOwners(domains, tx)).map((row) => [row.domain, row.organisationId]));
  for (const domain of domains) {
    const owner = owners.get(domain);
    if (owner === undefined || !tree.isWithin(owner, organisationId)) throw providerDomainForeign(domain);
  }
  return domains;
}

export interface Within {
  readonly tree: OrganisationTree;
  readonly organisationId: number;
}

/** Organisations and groups that it names must be of the organisation's own part of the state. */
export async function checkNamed(
  { providers }: ProviderDeps,
  tx: Queryable,
  { tree, organisationId }: Within,
  settings: ProviderSettings,
): Promise<void> {
  for (const key of Object.values(settings.organisations)) {
    const node = tree.byKey(key);
    if (!node || !tree.isWithin(node.id, organisationId)) {
      throw invalid('settings.organisations', `'${key}' is no organisation at or below this one.`);
    }
  }
  const keys = [...new Set(Object.values(settings.groups))];
  const groups = await providers.groups(keys, tx);
  const own = groups.filter(
    (group) => group.organisationId !== null && tree.isWithin(group.organisationId, organisationId),
  );
  const known = new Set(own.map(({ key }) => key));
  const unknown = keys.find((key) => !known.has(key));
  if (unknown !== undefined)
    throw invalid('settings.groups', `'${unknown}' is no group at or below this organisation.`);
}
