import type { SourceGroupRecord, SourceRecord, SourceSnapshot } from '../source-record.ts';
import type { LdapSettings } from '../source-settings.ts';
import { accountAttributes, isDisabled } from './disabled-account.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { normaliseDn } from './ldap-entry.ts';
import type { LdapEntry } from './ldap-entry.ts';
import { mapEntry, personAttributes } from './map-entry.ts';
import { allValues } from './member-ranges.ts';
import { flattenGroups } from './nested-groups.ts';

/** What is known of the source from the last time. */
export interface KnownEntries {
  readonly people: ReadonlyMap<
    string,
    { readonly stamp: string | null; readonly reference: string | null; readonly present: boolean }
  >;
  readonly groups: ReadonlyMap<string, string | null>;
}

/** Above this, one search for all is quicker than one for each. */
const mostSingle = 300;
const memberAttributes = ['uniqueMember', 'memberUid'] as const;

/** Everything, with all attributes. */
export async function readAll(
  connection: LdapConnection,
  settings: LdapSettings,
  now: number,
): Promise<SourceSnapshot> {
  const people = await readPeople(connection, settings, now);
  const groups = await readGroups(connection, settings);
  return { people, unchanged: [], groups };
}

/**
 * Looks at the id and the change marker of every entry, so that removals are seen too, and reads only what differs from
 * the last time: a run in which nothing changed costs a fraction.
 */
export async function readChanges(
  connection: LdapConnection,
  settings: LdapSettings,
  now: number,
  known: KnownEntries,
): Promise<SourceSnapshot> {
  const { id, stamp } = settings.attributes;
  if (stamp === null || known.people.size === 0) return readAll(connection, settings, now);
  const unchanged: string[] = [];
  const changed: LdapEntry[] = [];
  let moved = false;
  for await (const entry of entries(connection, settings, settings.filter, [id, stamp, ...accountAttributes])) {
    const externalId = entry.first(id) ?? '';
    const before = known.people.get(externalId);
    const reference = normaliseDn(entry.dn);
    const same = before?.present === true && before.reference === reference && !isDisabled(entry, now);
    if (same && before.stamp !== null && before.stamp === entry.first(stamp)) unchanged.push(externalId);
    else {
      changed.push(entry);
      moved ||= !same;
    }
  }
  const single = changed.length > mostSingle ? undefined : await readSingly(connection, settings, now, changed);
  const people = single ?? (await readPeople(connection, settings, now)).filter(excluding(new Set(unchanged)));
  const groups =
    moved || (await groupsChanged(connection, settings, known)) ? await readGroups(connection, settings) : null;
  return { people, unchanged, groups };
}

/** The first few people and groups as they would be taken over. */
export async function readSample(connection: LdapConnection, settings: LdapSettings, now: number, count: number) {
  const small = { ...settings, pageSize: count };
  const people: SourceRecord[] = [];
  for await (const entry of entries(connection, small, settings.filter, personAttributes(settings))) {
    people.push(mapEntry(entry, settings, now));
    if (people.length === count) break;
  }
  const groups: string[] = [];
  if (settings.groups) {
    const { base, filter, name } = settings.groups;
    for await (const entry of entries(connection, { ...small, base: base || settings.base }, filter, [name])) {
      groups.push(entry.first(name) ?? '');
      if (groups.length === count) break;
    }
  }
  return { people, groups };
}

async function readPeople(connection: LdapConnection, settings: LdapSettings, now: number): Promise<SourceRecord[]> {
  const people: SourceRecord[] = [];
  for await (const entry of entries(connection, settings, settings.filter, personAttributes(settings)))
    people.push(mapEntry(entry, settings, now));
  return people;
}

/** Undefined where one has gone or was renamed meanwhile: then all have to be read. */
async function readSingly(
  connection: LdapConnection,
  settings: LdapSettings,
  now: number,
  seen: readonly LdapEntry[],
): Promise<SourceRecord[] | undefined> {
  const people: SourceRecord[] = [];
  const attributes = personAttributes(settings);
  for (const { dn } of seen) {
    const entry = await connection.entry(dn, attributes);
    if (!entry) return undefined;
    people.push(mapEntry(entry, settings, now));
  }
  return people;
}

function excluding(ids: ReadonlySet<string>) {
  return ({ externalId }: SourceRecord) => !ids.has(externalId);
}

async function groupsChanged(
  connection: LdapConnection,
  settings: LdapSettings,
  known: KnownEntries,
): Promise<boolean> {
  if (settings.groups === null) return false;
  const { base, filter, id, stamp } = settings.groups;
  if (stamp === null) return true;
  let seen = 0;
  for await (const entry of entries(connection, { ...settings, base: base || settings.base }, filter, [id, stamp])) {
    const before = known.groups.get(entry.first(id) ?? '');
    if (before === undefined || before === null || before !== entry.first(stamp)) return true;
    seen += 1;
  }
  return seen !== known.groups.size;
}

async function readGroups(connection: LdapConnection, settings: LdapSettings): Promise<SourceGroupRecord[] | null> {
  if (settings.groups === null) return [];
  const { base, filter, id, name, member, stamp } = settings.groups;
  const attributes = [...new Set([id, name, member, ...memberAttributes, ...(stamp === null ? [] : [stamp])])];
  const found: { reference: string; members: string[]; record: Omit<SourceGroupRecord, 'members'> }[] = [];
  for await (const entry of entries(connection, { ...settings, base: base || settings.base }, filter, attributes)) {
    const fetch = (dn: string, wanted: readonly string[]) => connection.entry(dn, wanted);
    const members = await allValues(entry, member, fetch);
    const others = memberAttributes.flatMap((attribute) => (attribute === member ? [] : entry.all(attribute)));
    const changed = entry.first(stamp);
    found.push({
      reference: normaliseDn(entry.dn),
      members: [...members, ...others].map((one) => (one.includes('=') ? normaliseDn(one) : one)),
      record: {
        externalId: entry.first(id) ?? '',
        name: entry.first(name) ?? '',
        ...(changed === null ? {} : { stamp: changed }),
      },
    });
  }
  const flat = flattenGroups(found);
  return found.map(({ reference, record }) => ({ ...record, members: flat.get(reference) ?? [] }));
}

async function* entries(
  connection: LdapConnection,
  { base, pageSize }: Pick<LdapSettings, 'base' | 'pageSize'>,
  filter: string,
  attributes: readonly string[],
): AsyncGenerator<LdapEntry> {
  for await (const page of connection.pages({ base, filter, attributes, pageSize })) yield* page;
}
