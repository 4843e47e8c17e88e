import { FilterParser } from 'ldapts';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { invalid } from '../errors.ts';
import type { SourceKind } from './source-reader.ts';
import { csvPreset, CsvSettings, ldapPresets, LdapSettings, ScimSettings, scimPreset } from './source-settings.ts';
import type { CommonSettings } from './source-settings.ts';

const checks = {
  ldap: Compile(LdapSettings as TSchema),
  csv: Compile(CsvSettings as TSchema),
  scim: Compile(ScimSettings as TSchema),
};
const longestSettings = 300_000;

type Given = Readonly<Record<string, unknown>>;

/** What was given over what holds, checked. Throws Invalid `directory.invalid_input` that names the field. */
export function checkSettings(kind: SourceKind, given: Given, before?: Given): CommonSettings {
  const settings: Record<string, unknown> = { ...(before ?? presetOf(kind, given)), ...given };
  if (JSON.stringify(settings).length > longestSettings) throw invalid('settings', 'These settings are too long.');
  const [error] = checks[kind].Errors(settings);
  if (error) {
    const path = error.instancePath.replace(/^\//, '').replaceAll('/', '.');
    throw invalid(`settings${path === '' ? '' : `.${path}`}`, `This setting ${error.message}.`);
  }
  if (kind === 'ldap') checkLdap(settings as unknown as LdapSettings);
  return settings as unknown as CommonSettings;
}

function presetOf(kind: SourceKind, given: Given): Given {
  if (kind === 'csv') return csvPreset;
  if (kind === 'scim') return scimPreset;
  return ldapPresets[given['preset'] === 'active-directory' ? 'active-directory' : 'openldap'];
}

function checkLdap({
  url,
  startTls,
  ca,
  base,
  filter,
  groups,
  organisationBy,
  organisationAttribute,
}: LdapSettings): void {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const plain = address && address.username === '' && address.search === '' && /^\/?$/.test(address.pathname);
  if (!plain || address.hostname === '' || !/^ldaps?:$/.test(address.protocol))
    throw invalid('settings.url', 'The address looks like ldaps://host or ldap://host:389.');
  if (startTls && address.protocol === 'ldaps:')
    throw invalid('settings.startTls', 'StartTLS belongs to ldap://; ldaps:// is encrypted from the start.');
  if (ca !== null && !/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(ca))
    throw invalid('settings.ca', 'Certificates are given as PEM: -----BEGIN CERTIFICATE-----.');
  if (base.trim() === '') throw invalid('settings.base', 'Say where in the tree people are looked for.');
  checkFilter('settings.filter', filter);
  if (groups) checkFilter('settings.groups.filter', groups.filter);
  if (organisationBy === 'attribute' && organisationAttribute === null)
    throw invalid('settings.organisationAttribute', 'Say which attribute names the organisation.');
}

function checkFilter(field: string, filter: string): void {
  try {
    if (!filter.startsWith('(')) throw new Error('no parenthesis');
    FilterParser.parseString(filter);
  } catch {
    throw invalid(field, 'This is no filter as RFC 4515 writes them, such as (objectClass=person).');
  }
}
