import type { Settings } from './api/sources.ts';

/** Settings as the forms know them; what is not there is as good as empty. */
export interface LdapForm {
  readonly preset: 'openldap' | 'active-directory';
  readonly url: string;
  readonly startTls: boolean;
  readonly ca: string | null;
  readonly bindDn: string;
  readonly base: string;
  readonly filter: string;
  readonly attributes: Readonly<Record<string, string | null>>;
  readonly organisationBy: 'fixed' | 'attribute' | 'ou';
  readonly organisationAttribute: string | null;
  readonly groups:
    | ({ readonly base: string; readonly filter: string } & Readonly<Record<string, string | null>>)
    | null;
}

export interface CommonForm {
  readonly adopts: boolean;
  readonly loginSuffix: string;
  readonly brakeShare: number;
  readonly brakeLeast: number;
  readonly organisations: Readonly<Record<string, string>>;
  readonly unknownOrganisation: 'refuse' | 'own';
  readonly schedule: 'hourly' | 'nightly' | 'manual';
}

export const ldapOf = (settings: Settings) => settings as unknown as LdapForm & CommonForm;
export const commonOf = (settings: Settings) => settings as unknown as CommonForm;
export const columnsOf = (settings: Settings) => (settings['columns'] ?? {}) as Readonly<Record<string, string>>;

/** One `name = key` a line. */
export function organisationsText(organisations: Readonly<Record<string, string>>): string {
  return Object.entries(organisations)
    .map(([name, key]) => `${name} = ${key}`)
    .join('\n');
}

export function parseOrganisations(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line) => {
    const at = line.lastIndexOf('=');
    const [name, key] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    return at === -1 || name === '' || key === '' ? [] : [[name, key] as const];
  });
  return Object.fromEntries(pairs);
}
