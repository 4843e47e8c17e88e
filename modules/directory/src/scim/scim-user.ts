import type { SourceRecord } from '../sources/source-record.ts';
import { enterpriseUser, coreUser } from './attribute-path.ts';
import { badRequest, ScimError } from './scim-error.ts';
import { attribute, isObject, text, truth } from './scim-value.ts';
import type { ScimObject, ScimValue } from './scim-value.ts';

/** Photos do not belong here. */
const longest = 64 * 1024;

/** What is kept of a user as the client gave it: everything but what is ours to say. */
export function storedUser(given: ScimObject): ScimObject {
  const ours = new Set(['id', 'meta', 'schemas', 'groups', 'password', 'active']);
  const kept = Object.entries(given).filter(([name]) => !ours.has(name.toLowerCase()));
  const stored = Object.fromEntries(kept);
  if (JSON.stringify(stored).length > longest) throw new ScimError(413, undefined, 'This user is too large.');
  return stored;
}

export function isActive(given: ScimObject): boolean {
  const active = attribute(given, 'active');
  const value = active === undefined || active === null ? true : truth(active);
  if (value === undefined) throw badRequest('invalidValue', 'active is true or false.');
  return value;
}

/** The record behind a user. Throws ScimError invalidValue without a userName. */
export function userRecord(externalId: string, user: ScimObject): SourceRecord {
  const userName = text(attribute(user, 'userName'));
  if (userName === null || userName.trim() === '') throw badRequest('invalidValue', 'A user needs a userName.');
  const enterprise = attribute(user, enterpriseUser);
  const inEnterprise = (name: string) => (isObject(enterprise) ? attribute(enterprise, name) : undefined);
  const emails = values(user, 'emails');
  const language = text(attribute(user, 'preferredLanguage'))?.slice(0, 2).toLowerCase();
  const manager = inEnterprise('manager');
  return {
    externalId,
    login: userName,
    name: nameOf(user) ?? userName,
    email: emails[0] ?? null,
    addresses: emails,
    organisation: ['organization', 'department', 'division'].map((name) => text(inEnterprise(name)) ?? ''),
    manager: text(isObject(manager) ? attribute(manager, 'value') : manager),
    jobTitle: text(attribute(user, 'title')),
    phone: values(user, 'phoneNumbers')[0] ?? null,
    place: placeOf(user),
    ...(language === 'de' || language === 'en' ? { language } : {}),
    disabled: false,
  };
}

/** A user as the client sees it. */
export function viewUser(
  user: ScimObject,
  own: { id: string; active: boolean; groups: readonly ScimObject[]; meta: ScimObject },
): ScimObject {
  const { id, active, groups, meta } = own;
  const extended = attribute(user, enterpriseUser) === undefined ? [] : [enterpriseUser];
  return { schemas: [coreUser, ...extended], id, ...user, active, groups: [...groups], meta };
}

function nameOf(user: ScimObject): string | null {
  const display = text(attribute(user, 'displayName'));
  if (display !== null && display.trim() !== '') return display;
  const name = attribute(user, 'name');
  if (!isObject(name)) return null;
  const formatted = text(attribute(name, 'formatted'));
  if (formatted !== null && formatted.trim() !== '') return formatted;
  const parts = ['givenName', 'familyName'].map((part) => text(attribute(name, part))?.trim() ?? '');
  const full = parts.filter((part) => part !== '').join(' ');
  return full === '' ? null : full;
}

/** Of all values the primary one first, then those of work. */
function values(user: ScimObject, name: string): string[] {
  const list = attribute(user, name);
  const all = (Array.isArray(list) ? list : []).map((one): ScimObject => (isObject(one) ? one : { value: one }));
  const rank = (one: ScimObject) => (truth(attribute(one, 'primary')) === true ? 0 : isWork(one) ? 1 : 2);
  return all
    .toSorted((a, b) => rank(a) - rank(b))
    .map((one) => text(attribute(one, 'value')))
    .filter((value) => value !== null && value.trim() !== '') as string[];
}

function placeOf(user: ScimObject): string | null {
  const list = attribute(user, 'addresses');
  const all = (Array.isArray(list) ? list : []).filter(isObject);
  const address = all.find(isWork) ?? all[0];
  if (!address) return null;
  const part = (name: string): ScimValue | undefined => attribute(address, name);
  const parts = ['streetAddress', 'locality'].map((name) => text(part(name))?.trim() ?? '').filter((one) => one !== '');
  return parts.length > 0 ? parts.join(', ') : text(part('formatted'));
}

function isWork(one: ScimObject): boolean {
  return text(attribute(one, 'type'))?.toLowerCase() === 'work';
}
