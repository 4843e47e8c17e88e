import { textProperty, valueProperty, type Property } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { statement, type Queryable } from '@landescloud/platform/database';
import type { CalendarContext } from '../context.ts';
import { recipientNotFound } from '../errors.ts';
import type { AttendeeInput } from './event-input.ts';
import { roomAttendee, roomsOfKeys } from './invited-rooms.ts';

interface PersonRow {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
}

const PEOPLE = statement(
  'calendar.people_by_ids',
  'select id, login, name, email from directory.person where id = any ($1::bigint[])',
);
const MEMBERS = statement(
  'calendar.people_of_groups',
  `select distinct p.id, p.login, p.name, p.email from directory.group_member m join directory.person p on p.id = m.person_id
   where m.group_id = any ($1::bigint[]) and p.disabled_at is null order by p.name limit 500`,
);
const BY_ADDRESS = statement(
  'calendar.people_by_address',
  `select id, login, name, email from directory.person
   where lower(email) = any ($1::text[]) or login = any ($2::text[])`,
);

/** As calendars name somebody: by mail, or where there is none by the address of the principal. */
export function addressOf({ login, email }: Pick<PersonRow, 'login' | 'email'>): string {
  return email === null ? `/remote.php/dav/principals/users/${encodeURIComponent(login)}/` : `mailto:${email}`;
}

export async function personOf(q: Queryable, id: number): Promise<PersonRow | undefined> {
  const [row] = await q.query<PersonRow>(PEOPLE, [[id]]);
  return row;
}

/** The people behind what was chosen: groups as their members, each once. NotFound `calendar.recipient_not_found`. */
export async function attendeeProperties(
  { db, directory }: Pick<CalendarContext, 'db' | 'directory'>,
  actor: PersonActor,
  chosen: readonly AttendeeInput[],
  present: readonly Property[],
): Promise<Property[]> {
  const named = chosen.flatMap(({ kind, key }) => (kind === 'person' || kind === 'group' ? [{ kind, key }] : []));
  const rooms = await roomsOfKeys(
    db,
    chosen.flatMap(({ kind, key }) => (kind === 'room' ? [key] : [])),
  );
  const known = await directory.recipients.choose(actor, named);
  // Who is invited already stays, even where one could not find them anew.
  const already = await peopleByAddress(
    db,
    present.map(({ value }) => value),
  );
  const idOf = new Map(known.map(({ kind, key, id }) => [`${kind} ${key}`, id]));
  for (const { login, id } of already.values()) if (!idOf.has(`person ${login}`)) idOf.set(`person ${login}`, id);
  const missing = named.find(({ kind, key }) => !idOf.has(`${kind} ${key}`));
  if (missing !== undefined) throw recipientNotFound(missing);
  const idsOf = (kind: string): number[] =>
    named.flatMap((one) => (one.kind === kind ? [idOf.get(`${kind} ${one.key}`) ?? 0] : []));
  const [people, members] = await Promise.all([
    db.query<PersonRow>(PEOPLE, [idsOf('person')]),
    idsOf('group').length === 0 ? [] : db.query<PersonRow>(MEMBERS, [idsOf('group')]),
  ]);
  const found = new Map<string, Property>();
  const add = (address: string, name: string, isOptional: boolean): void => {
    const key = address.toLowerCase();
    if (found.has(key)) return;
    const before = present.find(({ value }) => value.trim().toLowerCase() === key);
    found.set(key, withRole(before ?? attendee(address, name), isOptional));
  };
  for (const one of chosen) {
    if (one.kind === 'email') add(`mailto:${one.key.trim()}`, one.name === one.key ? '' : one.name, one.isOptional);
    else if (one.kind === 'person') {
      const person = people.find(({ login }) => login === one.key);
      if (person !== undefined) add(addressOf(person), person.name, one.isOptional);
    } else if (one.kind === 'room') {
      const room = rooms.find(({ key }) => key === one.key);
      if (room === undefined) throw recipientNotFound({ kind: one.kind, key: one.key });
      const before = present.find(({ value }) => value.trim().toLowerCase() === room.address);
      found.set(room.address, before ?? roomAttendee(room));
    }
  }
  for (const person of members) if (person.id !== actor.personId) add(addressOf(person), person.name, false);
  return [...found.values()];
}

function attendee(address: string, name: string): Property {
  return valueProperty('ATTENDEE', address, {
    CN: name === '' ? undefined : name,
    CUTYPE: 'INDIVIDUAL',
    ROLE: 'REQ-PARTICIPANT',
    PARTSTAT: 'NEEDS-ACTION',
    RSVP: 'TRUE',
  });
}

function withRole(property: Property, isOptional: boolean): Property {
  const role = isOptional ? 'OPT-PARTICIPANT' : 'REQ-PARTICIPANT';
  const others = property.parameters.filter(({ name }) => name !== 'ROLE');
  return { name: property.name, value: property.value, parameters: [...others, { name: 'ROLE', values: [role] }] };
}

/** The organiser takes part. */
export function organiserProperties(person: PersonRow): { organiser: Property; attendee: Property } {
  const address = addressOf(person);
  return {
    organiser: valueProperty('ORGANIZER', address, { CN: person.name }),
    attendee: valueProperty('ATTENDEE', address, {
      CN: person.name,
      CUTYPE: 'INDIVIDUAL',
      ROLE: 'CHAIR',
      PARTSTAT: 'ACCEPTED',
    }),
  };
}

/** Who of us is meant by an address, by its lower case. */
export async function peopleByAddress(
  q: Queryable,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, PersonRow>> {
  const keys = addresses.map((address) => address.trim().toLowerCase());
  const mails = keys.flatMap((key) => (key.startsWith('mailto:') ? [key.slice(7)] : []));
  const logins = keys.flatMap((key) => loginOf(key) ?? []);
  if (mails.length + logins.length === 0) return new Map();
  const rows = await q.query<PersonRow>(BY_ADDRESS, [mails, logins]);
  const found = new Map<string, PersonRow>();
  for (const row of rows) {
    if (row.email !== null) found.set(`mailto:${row.email.toLowerCase()}`, row);
    found.set(`/remote.php/dav/principals/users/${encodeURIComponent(row.login)}/`, row);
  }
  return new Map(
    keys.flatMap((key) => {
      const row = found.get(key.replace(/^https?:\/\/[^/]+/, ''));
      return row === undefined ? [] : [[key, row] as const];
    }),
  );
}

function loginOf(address: string): string | null {
  const [, login] = /\/remote\.php\/dav\/principals\/users\/([^/]+)\/?$/.exec(address) ?? [];
  try {
    return login === undefined ? null : decodeURIComponent(login);
  } catch {
    return null;
  }
}

/** Links to files, and others as they were. */
export function attachmentProperty(name: string, url: string): Property {
  return valueProperty('ATTACH', url, { FILENAME: name, LABEL: name });
}

export const conferenceProperty = (link: string): Property =>
  valueProperty('CONFERENCE', link, { VALUE: 'URI', FEATURE: ['AUDIO', 'VIDEO'] });

export const commentProperty = (text: string): Property => textProperty('COMMENT', text);

export function isOwn({ value }: Property, person: { readonly login: string; readonly email: string | null }): boolean {
  const address = value
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/[^/]+/, '');
  return address === addressOf(person).toLowerCase() || address === addressOf({ ...person, email: null }).toLowerCase();
}
