import type { SourceRecord } from '../source-record.ts';
import type { LdapSettings } from '../source-settings.ts';
import { accountAttributes, isDisabled } from './disabled-account.ts';
import { normaliseDn, unitsOf } from './ldap-entry.ts';
import type { LdapEntry } from './ldap-entry.ts';

/** Every attribute that mapping needs. */
export function personAttributes({ attributes, organisationBy, organisationAttribute }: LdapSettings): string[] {
  const named = Object.values(attributes).filter((attribute) => attribute !== null);
  const organisation = organisationBy === 'attribute' && organisationAttribute !== null ? [organisationAttribute] : [];
  return [...new Set([...named, ...organisation, 'givenName', 'sn', ...accountAttributes])];
}

export function mapEntry(entry: LdapEntry, settings: LdapSettings, now: number): SourceRecord {
  const { attributes: map } = settings;
  const addresses = map.addresses === null ? undefined : entry.all(map.addresses).map(withoutScheme).filter(isText);
  const text = (attribute: string | null) => (attribute === null ? undefined : entry.first(attribute));
  const email = text(map.email);
  const manager = text(map.manager);
  const jobTitle = text(map.jobTitle);
  const phone = text(map.phone);
  const place = text(map.place);
  const stamp = text(map.stamp);
  const language = languageOf(text(map.language));
  return {
    externalId: entry.first(map.id) ?? '',
    login: entry.first(map.login) ?? '',
    name: entry.first(map.name) ?? fullName(entry),
    ...(email === undefined ? {} : { email: email === null ? (addresses?.[0] ?? null) : withoutScheme(email) }),
    ...(addresses === undefined ? {} : { addresses }),
    organisation: organisationOf(entry, settings),
    ...(manager === undefined ? {} : { manager: manager === null ? null : normaliseDn(manager) }),
    ...(jobTitle === undefined ? {} : { jobTitle }),
    ...(phone === undefined ? {} : { phone }),
    ...(place === undefined ? {} : { place }),
    ...(language === undefined ? {} : { language }),
    disabled: isDisabled(entry, now),
    reference: normaliseDn(entry.dn),
    ...(stamp === undefined || stamp === null ? {} : { stamp }),
  };
}

function organisationOf(entry: LdapEntry, { organisationBy, organisationAttribute }: LdapSettings) {
  if (organisationBy === 'ou') return unitsOf(entry.dn);
  if (organisationBy === 'attribute' && organisationAttribute !== null) return entry.all(organisationAttribute);
  return null;
}

function fullName(entry: LdapEntry): string {
  return [entry.first('givenName'), entry.first('sn')].filter((part) => part !== null).join(' ');
}

/** Exchange writes `SMTP:` before the first address, `smtp:` before others, and keeps addresses of other kinds beside them. */
function withoutScheme(address: string | null): string | null {
  const [, scheme, rest] = /^([a-z0-9]+):(.*)$/is.exec(address ?? '') ?? [];
  if (scheme === undefined) return address;
  return /^(smtp|mailto)$/i.test(scheme) ? (rest ?? '') : null;
}

function isText(text: string | null): text is string {
  return text !== null && text !== '';
}

function languageOf(text: string | null | undefined): 'de' | 'en' | undefined {
  const language = text?.trim().slice(0, 2).toLowerCase();
  return language === 'de' || language === 'en' ? language : undefined;
}
