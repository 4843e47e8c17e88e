import { cleanAddresses, cleanEmail, cleanLogin, cleanName, cleanPhone, cleanText, problem } from './clean-values.ts';
import type { Cleaned } from './clean-values.ts';
import type { Problem } from './source-difference.ts';
import type { PersonValues, SourceRecord } from './source-record.ts';

export interface CheckedRecord {
  /** Undefined: the person cannot be taken over. */
  readonly values: PersonValues | undefined;
  readonly problems: readonly Problem[];
}

export interface RecordRules {
  /** The organisation's key for what the source calls it; a Problem where there is none that the source may touch. */
  organisation(named: string | readonly string[] | null): Cleaned<string>;
  /** The external id behind what the source says of a manager. */
  manager(named: string): string | undefined;
  readonly loginSuffix?: string;
}

/**
 * A record as the directory can hold it. Without login, name or organisation nobody can be added; anything else that is
 * wrong is left out, and said.
 */
export function checkRecord(record: SourceRecord, rules: RecordRules): CheckedRecord {
  const problems: Problem[] = [];
  const login = kept(cleanLogin(record.login, rules.loginSuffix), problems);
  const name = kept(cleanName(record.name), problems);
  const organisation = kept(rules.organisation(record.organisation ?? null), problems);
  if (login === undefined || name === undefined || organisation === undefined) return { values: undefined, problems };
  const email = record.email === undefined ? undefined : kept(cleanEmail(record.email), problems);
  const values: PersonValues = {
    login,
    name,
    organisation,
    email,
    addresses: record.addresses && cleanAddresses(record.addresses, email ?? null, problems),
    jobTitle: text(record.jobTitle, 'jobTitle', problems),
    phone: record.phone === undefined ? undefined : kept(cleanPhone(record.phone), problems),
    place: text(record.place, 'place', problems),
    manager: manager(record, rules),
  };
  return { values, problems };
}

/** An external id as it can be a key; undefined where it is none. */
export function checkExternalId(id: string): string | undefined {
  return id !== '' && id.length <= 512 && !/[\p{Cc}]/u.test(id) && id.isWellFormed() ? id : undefined;
}

export const noId = (value: string) => problem('no_id', 'externalId', value);

function manager({ manager: named, externalId }: SourceRecord, rules: RecordRules): string | null | undefined {
  if (named === undefined) return undefined;
  const found = named === null || named === '' ? undefined : rules.manager(named);
  return found === undefined || found === externalId ? null : found;
}

function text(typed: string | null | undefined, field: string, problems: Problem[]): string | null | undefined {
  return typed === undefined ? undefined : kept(cleanText(typed, field), problems);
}

function kept<Value>(cleaned: Cleaned<Value>, problems: Problem[]): Value | undefined {
  if (!('problem' in cleaned)) return cleaned.value;
  problems.push(cleaned);
  return undefined;
}
