import { calendarAddress } from '@landescloud/icalendar';
import { statement, type Queryable } from '@landescloud/platform/database';
import type { MailLanguage } from '@landescloud/platform/mail';
import { addressesOf } from './addresses-of.ts';
import { roomByAddress, roomById, roomByKey, type Room } from './rooms/room-store.ts';

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
const BY_LOGIN = statement(
  'calendar.party_by_login',
  `select ${columns} from directory.person where login = $1 and ${own}`,
);
const BY_MAIL = statement(
  'calendar.party_by_mail',
  `select ${columns} from directory.person where lower(email) = $1 and ${own} limit 2`,
);

export async function personParty(q: Queryable, id: number): Promise<Party | null> {
  const [row] = await q.query<PersonRow>(BY_ID, [id]);
  return row === undefined ? null : partyOf(row);
}

/** An address that several people share is nobody's here: mail reaches them. */
export async function routeOf(q: Queryable, given: string): Promise<Route> {
  const address = calendarAddress(given);
  const room = await roomAt(q, address);
  if (room !== undefined) return { to: 'party', party: roomPartyOf(room) };
  const login = loginOf(address);
  if (login !== null) {
    const [row] = await q.query<PersonRow>(BY_LOGIN, [login]);
    return row === undefined ? { to: 'nobody' } : { to: 'party', party: partyOf(row) };
  }
  if (!address.startsWith('mailto:')) return { to: 'nobody' };
  const mail = address.slice('mailto:'.length);
  const found = await q.query<PersonRow>(BY_MAIL, [mail]);
  const [row] = found;
  if (row !== undefined && found.length === 1) return { to: 'party', party: partyOf(row) };
  return mail.includes('@') ? { to: 'mail', address: mail } : { to: 'nobody' };
}

/** A room is named by its address, or as a principal. */
async function roomAt(q: Queryable, address: string): Promise<Room | undefined> {
  const path = address.replace(/^https?:\/\/[^/]+/, '');
  const [, key] = /^\/remote\.php\/dav\/principals\/calendar-rooms\/([^/]+)\/?$/.exec(path) ?? [];
  return key === undefined ? roomByAddress(q, address) : roomByKey(q, decodeURIComponent(key));
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
  return login === undefined ? null : decodeURIComponent(login);
}

export function isOf({ addresses }: Party, address: string): boolean {
  const wanted = calendarAddress(address).replace(/^https?:\/\/[^/]+/, '');
  return addresses.includes(wanted);
}
