import { calendarAddress } from '@landescloud/icalendar';
import { statement, type Queryable } from '@landescloud/platform/database';
import type { MailLanguage } from '@landescloud/platform/mail';
import { addressesOf } from './addresses-of.ts';
import { roomById, roomsNamed, type Room } from './rooms/room-store.ts';

/** Somebody or something with calendars here. */
export interface Party {
  readonly kind: 'person' | 'room';
  readonly id: number;
  /** Of a person. */
  readonly login: string | null;
  readonly name: string;
  /** The first is the one that others are told. */
  readonly addresses: readonly string[];
  readonly language: MailLanguage;
  readonly organisationId: number;
}

/** Where a message to an address goes. */
export type Route =
  | { readonly to: 'party'; readonly party: Party }
  | { readonly to: 'mail'; readonly address: string }
  | { readonly to: 'nobody' };

interface PersonRow {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly language: MailLanguage;
  readonly organisationId: number;
}

const columns = `id, login, name, email, language, organisation_id as "organisationId"`;
/** Guests have no calendars of their own: they are written to as everybody outside. */
const own = `disabled_at is null and role <> 'guest'`;
const BY_ID = statement('calendar.party_by_id', `select ${columns} from directory.person where id = $1`);
const BY_LOGINS = statement(
  'calendar.parties_by_login',
  `select ${columns} from directory.person where login = any ($1::text[]) and ${own}`,
);
const BY_MAILS = statement(
  'calendar.parties_by_mail',
  `select ${columns} from directory.person where lower(email) = any ($1::text[]) and ${own} limit 2000`,
);

export async function personParty(q: Queryable, id: number): Promise<Party | null> {
  const [row] = await q.query<PersonRow>(BY_ID, [id]);
  return row === undefined ? null : partyOf(row);
}

/** An address that several people share is nobody's here: mail reaches them. */
export async function routeOf(q: Queryable, given: string): Promise<Route> {
  return (await routesOf(q, [given])).get(given) ?? { to: 'nobody' };
}

/** Of many at once, by the addresses as they were given. */
export async function routesOf(q: Queryable, given: readonly string[]): Promise<ReadonlyMap<string, Route>> {
  const asked = [...new Set(given)].map((each) => {
    const address = calendarAddress(each);
    const mail = address.startsWith('mailto:') ? address.slice('mailto:'.length) : null;
    return { each, address, mail, login: loginOf(address), room: roomKeyOf(address) };
  });
  const known = <Key extends 'mail' | 'login' | 'room' | 'address'>(key: Key) =>
    asked.flatMap((one) => (one[key] === null ? [] : [one[key]]));
  const rooms = await roomsNamed(q, known('address'), known('room'));
  const logins = known('login');
  const byLogin = logins.length === 0 ? [] : await q.query<PersonRow>(BY_LOGINS, [logins]);
  const mails = known('mail').filter((mail) => !rooms.some(({ address }) => address === `mailto:${mail}`));
  const byMail = Map.groupBy(mails.length === 0 ? [] : await q.query<PersonRow>(BY_MAILS, [mails]), ({ email }) =>
    (email ?? '').toLowerCase(),
  );
  return new Map(
    asked.map(({ each, address, mail, login, room }): [string, Route] => {
      const place = rooms.find((one) => (room === null ? one.address === address : one.key === room));
      if (place !== undefined) return [each, { to: 'party', party: roomPartyOf(place) }];
      const people = login !== null ? byLogin.filter((one) => one.login === login) : (byMail.get(mail ?? '') ?? []);
      const [only] = people;
      if (only !== undefined && people.length === 1) return [each, { to: 'party', party: partyOf(only) }];
      return [each, login === null && mail?.includes('@') === true ? { to: 'mail', address: mail } : { to: 'nobody' }];
    }),
  );
}

/** A room is named by its address, or as a principal. */
function roomKeyOf(address: string): string | null {
  const path = address.replace(/^https?:\/\/[^/]+/, '');
  const [, key] = /^\/remote\.php\/dav\/principals\/calendar-rooms\/([^/]+)\/?$/.exec(path) ?? [];
  return decoded(key);
}

export async function roomParty(q: Queryable, id: number): Promise<Party | null> {
  const room = await roomById(q, id);
  return room === undefined ? null : roomPartyOf(room);
}

function roomPartyOf({ id, key, name, address, organisationId }: Room): Party {
  const addresses = [address, `/remote.php/dav/principals/calendar-rooms/${key}/`];
  return { kind: 'room', id, login: null, name, addresses, language: 'de', organisationId };
}

function partyOf({ id, login, name, email, language, organisationId }: PersonRow): Party {
  return { kind: 'person', id, login, name, addresses: addressesOf(login, email), language, organisationId };
}

/** Of a principal's address, as clients may write it where somebody has no mail address. */
function loginOf(address: string): string | null {
  const path = address.replace(/^https?:\/\/[^/]+/, '');
  const [, login] = /^\/remote\.php\/dav\/principals\/users\/([^/]+)\/?$/.exec(path) ?? [];
  return decoded(login);
}

/** null: nothing, or no address at all. */
function decoded(segment: string | undefined): string | null {
  try {
    return segment === undefined ? null : decodeURIComponent(segment);
  } catch {
    return null;
  }
}

export function isOf({ addresses }: Party, address: string): boolean {
  const wanted = calendarAddress(address).replace(/^https?:\/\/[^/]+/, '');
  return addresses.includes(wanted);
}
