import type { Directory } from '@landescloud/directory';
import { DomainError, type PersonActor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import type { Principal, PrincipalFolder } from '@landescloud/platform/dav';
import type { CalendarContext } from '../../context.ts';
import { recipientNotFound } from '../../errors.ts';
import { busyOfOwners, type FreeBusyRange } from '../../queries/free-busy.ts';
import { requireRange } from '../../queries/occurrences.ts';
import { insertCalendar } from '../../store/calendar-writer.ts';
import { usualZone } from '../../zones.ts';
import { emptyRoomJob } from './close-room.ts';
import { decideBooking, type Refusal } from './decide-booking.ts';
import { keptRooms, type KeptRoomView } from './kept-rooms.ts';
import { roomBookings, type RoomBookingView } from './room-bookings.ts';
import {
  insertRoom,
  listRooms,
  mayBook,
  roomById,
  roomByKey,
  setBookers,
  setManagers,
  updateRoom,
  type NewRoom,
  type Room,
  type RoomQuery,
} from './room-store.ts';

/** What came later has a usual value. */
type Usual = Pick<NewRoom, 'building' | 'floor' | 'accessible' | 'series' | 'bufferMinutes' | 'approval'>;
const usual: Usual = { building: '', floor: '', accessible: false, series: true, bufferMinutes: 0, approval: false };

/** By key and login. */
interface Named {
  /** Whose people may book, where `books` is 'listed'. */
  readonly organisations?: readonly string[];
  readonly managers?: readonly string[];
}

export interface RoomInput extends Omit<NewRoom, 'organisationId' | 'address' | keyof Usual>, Partial<Usual>, Named {
  readonly organisationKey: string;
}
export type RoomUpdate = Partial<Omit<NewRoom, 'organisationId' | 'key' | 'kind' | 'address'>> &
  Named & { readonly closed?: boolean };

export interface RoomView extends Omit<Room, 'organisationId' | 'bookers' | 'managers'> {
  /** Whether the asker's meetings may be in it. */
  readonly mayBook: boolean;
  /** Whether it would take a meeting in the range that was asked for; null: none was. */
  readonly free: boolean | null;
  /** Why not. */
  readonly refusal: Refusal | null;
}

export interface RoomSearch extends RoomQuery {
  readonly range?: FreeBusyRange;
  /** UID of the meeting that is planned: what it has booked is free for it. */
  readonly except?: string;
  /** Only what the asker may book. */
  readonly bookable?: boolean;
}

/** Meeting rooms and things. Everybody here but guests finds them; the administrators of their organisation keep them. */
export interface RoomsDoor {
  /** By name, free ones first where a range is given. */
  find(actor: PersonActor, search: RoomSearch): Promise<RoomView[]>;
  /** When rooms are booked, by their keys. */
  bookings(actor: PersonActor, keys: readonly string[], range: FreeBusyRange): Promise<RoomBookingView[]>;
  /** What the actor administers, with those that are closed. Forbidden `calendar.room_not_allowed` where nothing. */
  kept(actor: PersonActor, query: { readonly text?: string; readonly organisation?: string }): Promise<KeptRoomView[]>;
  /** Conflict `calendar.room_exists`; Forbidden `calendar.room_not_allowed`; NotFound `calendar.recipient_not_found`. */
  add(actor: PersonActor, input: RoomInput): Promise<RoomView>;
  /** NotFound `calendar.room_not_found`, `calendar.recipient_not_found`. */
  update(actor: PersonActor, key: string, update: RoomUpdate): Promise<RoomView>;
  /** Takes no bookings any more; what is booked stays, or is given back with the reason. */
  close(
    actor: PersonActor,
    key: string,
    closing: { readonly bookings: 'keep' | 'decline'; readonly reason: string },
  ): Promise<void>;
  /** To be found by calendar programs. */
  readonly principals: PrincipalFolder;
}

export interface RoomsDeps extends Pick<CalendarContext, 'db' | 'clock' | 'events' | 'jobs'> {
  readonly directory: Pick<Directory, 'organisations' | 'people' | 'rights' | 'recipients'>;
  /** Of the addresses that rooms are named by: 'raum.cloud.example'. No mail goes there. */
  readonly domain: string;
}

const notFound = () => new DomainError('NotFound', 'calendar.room_not_found', 'There is no such room or thing.');
const notAllowed = () =>
  new DomainError(
    'Forbidden',
    'calendar.room_not_allowed',
    'The administrators of its organisation keep rooms and things.',
  );
const exists = () => new DomainError('Conflict', 'calendar.room_exists', 'There is a room or thing with this key.');

export function createRooms(deps: RoomsDeps): RoomsDoor {
  const { db, clock, events, jobs, directory, domain } = deps;

  async function requireAdministrator(actor: PersonActor, organisationId: number): Promise<void> {
    const held = await directory.rights.organisationsHeld(actor, 'organisation-administrator');
    if (held !== null && !held.includes(organisationId)) throw notAllowed();
  }

  async function record(tx: Transaction, actor: PersonActor, what: string, room: Room): Promise<void> {
    const { personId, client } = actor;
    const by = { kind: 'person', personId, client } as const;
    const about = { organisationId: room.organisationId, subject: `room:${room.id}`, data: { key: room.key } };
    await events.record(tx, [{ type: `calendar.room_${what}`, actor: by, ...about, at: clock.now() }]);
  }

  const bookerOf = async ({ personId, organisationId }: PersonActor) => ({
    personId,
    path: await directory.organisations.pathUp(organisationId),
  });

  /** Whom the actor may name; who is named already stays, even where the actor could not find them anew. */
  async function idsOf(
    actor: PersonActor,
    kind: 'organisation' | 'person',
    keys: readonly string[],
    present: readonly number[],
  ): Promise<number[]> {
    const found = await directory.recipients.choose(
      actor,
      keys.map((key) => ({ kind, key })),
    );
    const known = new Map(found.filter(({ guest }) => !guest).map(({ key, id }) => [key, id]));
    const { organisations, people } = directory;
    return Promise.all(
      keys.map(async (key) => {
        const id = known.get(key);
        if (id !== undefined) return id;
        const named = kind === 'person' ? await people.byLogin(key) : await organisations.byKey(key);
        if (named === undefined || !present.includes(named.id)) throw recipientNotFound({ kind, key });
        return named.id;
      }),
    );
  }

  /** What writes them; what is not named stays. */
  async function named(actor: PersonActor, { organisations, managers }: Named, room?: Room) {
    const [bookers, people] = await Promise.all([
      organisations && idsOf(actor, 'organisation', organisations, room?.bookers ?? []),
      managers && idsOf(actor, 'person', managers, room?.managers ?? []),
    ]);
    return async (tx: Transaction, id: number) => {
      if (bookers !== undefined) await setBookers(tx, id, bookers);
      if (people !== undefined) await setManagers(tx, id, people);
    };
  }

  async function changeRoom(actor: PersonActor, key: string): Promise<Room> {
    const room = await roomByKey(db, key);
    if (room === undefined) throw notFound();
    await requireAdministrator(actor, room.organisationId);
    return room;
  }

  const findRoom = async (key: string): Promise<Principal | null> => {
    const room = await roomByKey(db, key);
    return room === undefined || room.closed ? null : principalOf(room);
  };

  return {
    async find(actor, { range, except, bookable = false, ...query }) {
      if (actor.role === 'guest') return [];
      if (range !== undefined) requireRange(range.from, range.to);
      const booker = await bookerOf(actor);
      const found = await listRooms(db, query, bookable ? { booker } : {});
      if (range === undefined) return found.map((room) => viewOf(room, mayBook(room, booker)));
      const ids = found.map(({ id }) => id);
      const slack = 60_000 * Math.max(0, ...found.map(({ bufferMinutes }) => bufferMinutes));
      const around = { from: range.from - slack, to: range.to + slack };
      const busy = await busyOfOwners(db, 'room', ids, around, except);
      const [now, zone] = [clock.now(), usualZone()];
      const dates = [{ start: range.from, end: range.to, recurrenceId: null }];
      const views = found.map((room) => {
        const taken = busy.get(room.id) ?? [];
        const isHis = mayBook(room, booker);
        const about = { room, mayBook: isHis, dates, busy: taken, lastAt: range.to, now, zone };
        const decision = decideBooking(about);
        return viewOf(room, isHis, decision);
      });
      return views.sort(bestFirst);
    },

    bookings: (actor, keys, range) => roomBookings(deps, actor, keys, range),

    async kept(actor, query) {
      const held = await directory.rights.organisationsHeld(actor, 'organisation-administrator');
      if (held !== null && held.length === 0) throw notAllowed();
      return keptRooms(deps, held, query);
    },

    async add(actor, { organisationKey, ...described }) {
      const organisation = await directory.organisations.byKey(organisationKey);
      if (organisation === undefined) throw notAllowed();
      await requireAdministrator(actor, organisation.id);
      const write = await named(actor, described);
      const { organisations: _organisations, managers: _managers, ...input } = described;
      const now = clock.now();
      return db.transaction(async (tx) => {
        const address = `mailto:${input.key}@${domain}`;
        const id = await insertRoom(tx, { ...usual, ...input, organisationId: organisation.id, address }, now);
        if (id === null) throw exists();
        await insertCalendar(tx, {
          ownerKind: 'room',
          ownerId: id,
          uri: 'bookings',
          kind: 'calendar',
          standard: true,
          name: input.name,
          colour: null,
          description: '',
          timeZone: null,
          components: ['VEVENT'],
          position: 0,
          transparent: false,
          properties: {},
          sourceUrl: null,
          now,
        });
        await write(tx, id);
        const room = (await roomById(tx, id))!;
        await record(tx, actor, 'added', room);
        return viewOf(room, true);
      });
    },

    async update(actor, key, described) {
      const room = await changeRoom(actor, key);
      const write = await named(actor, described, room);
      const { organisations: _organisations, managers: _managers, ...update } = described;
      const changed = { ...room, ...update };
      await db.transaction(async (tx) => {
        await updateRoom(tx, changed, clock.now());
        await write(tx, room.id);
        await record(tx, actor, 'changed', changed);
      });
      return viewOf(changed, mayBook(changed, await bookerOf(actor)));
    },

    async close(actor, key, { bookings, reason }) {
      const room = await changeRoom(actor, key);
      const closed = { ...room, closed: true };
      await db.transaction(async (tx) => {
        await updateRoom(tx, closed, clock.now());
        await record(tx, actor, 'closed', closed);
        if (bookings === 'decline')
          await jobs.enqueue(tx, emptyRoomJob, { roomId: room.id, reason }, { key: String(room.id) });
      });
    },

    principals: {
      folder: 'calendar-rooms',
      name: 'Rooms',
      get: async (actor, key) => (actor.role === 'guest' ? null : findRoom(key)),
      search: async (actor, text, limit) =>
        actor.role === 'guest' ? [] : (await listRooms(db, { text })).slice(0, limit).map(principalOf),
    },
  };
}

/** Those that are free; of them those for which nobody has to be asked, and no larger than needed. */
function bestFirst(a: RoomView, b: RoomView): number {
  if (a.free !== b.free) return Number(b.free) - Number(a.free);
  if (a.approval !== b.approval) return Number(a.approval) - Number(b.approval);
  return (a.capacity ?? Infinity) === (b.capacity ?? Infinity)
    ? 0
    : (a.capacity ?? Infinity) - (b.capacity ?? Infinity);
}

function principalOf({ id, key, name, kind, address }: Room): Principal {
  const type = kind === 'room' ? 'ROOM' : 'RESOURCE';
  return { folder: 'calendar-rooms', key, name, id, type, emails: [address.replace('mailto:', '')] };
}

function viewOf(
  { organisationId: _, bookers: _bookers, managers: _managers, ...room }: Room,
  isBookable: boolean,
  decision?: ReturnType<typeof decideBooking>,
): RoomView {
  const refusal = decision?.answer === 'DECLINED' ? decision.because : null;
  const free = decision === undefined ? null : refusal === null;
  return { ...room, address: room.address.replace('mailto:', ''), mayBook: isBookable, free, refusal };
}
