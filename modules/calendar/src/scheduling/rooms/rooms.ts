import type { Directory } from '@landescloud/directory';
import { DomainError, type PersonActor } from '@landescloud/kernel';
import type { Principal, PrincipalFolder } from '@landescloud/platform/dav';
import { insertCalendar } from '../../store/calendar-writer.ts';
import { busyOfOwners, type FreeBusyRange } from '../../queries/free-busy.ts';
import { requireRange } from '../../queries/occurrences.ts';
import type { CalendarContext } from '../../context.ts';
import {
  insertRoom,
  listRooms,
  roomById,
  roomByKey,
  updateRoom,
  type NewRoom,
  type Room,
  type RoomQuery,
} from './room-store.ts';

export interface RoomInput extends Omit<NewRoom, 'organisationId' | 'address'> {
  readonly organisationKey: string;
}
export type RoomUpdate = Partial<Omit<Room, 'id' | 'organisationId' | 'key' | 'kind' | 'address'>>;

export interface RoomView extends Omit<Room, 'organisationId'> {
  /** Whether it is free in the range that was asked for; null: none was. */
  readonly free: boolean | null;
}

export interface RoomSearch extends RoomQuery {
  readonly range?: FreeBusyRange;
}

/** Meeting rooms and things. Everybody here but guests finds them; the administrators of their organisation keep them. */
export interface RoomsDoor {
  /** By name, free ones first where a range is given. What others have booked is not told. */
  find(actor: PersonActor, search: RoomSearch): Promise<RoomView[]>;
  /** Conflict `calendar.room_exists`; Forbidden `calendar.room_not_allowed`. */
  add(actor: PersonActor, input: RoomInput): Promise<RoomView>;
  /** NotFound `calendar.room_not_found`. */
  update(actor: PersonActor, key: string, update: RoomUpdate): Promise<RoomView>;
  /** To be found by calendar programs. */
  readonly principals: PrincipalFolder;
}

export interface RoomsDeps extends Pick<CalendarContext, 'db' | 'clock' | 'events'> {
  readonly directory: Pick<Directory, 'organisations' | 'rights'>;
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

export function createRooms({ db, clock, events, directory, domain }: RoomsDeps): RoomsDoor {
  async function requireAdministrator(actor: PersonActor, organisationId: number): Promise<void> {
    const held = await directory.rights.organisationsHeld(actor, 'organisation-administrator');
    if (held !== null && !held.includes(organisationId)) throw notAllowed();
  }

  async function record(
    tx: Parameters<typeof events.record>[0],
    actor: PersonActor,
    what: string,
    room: Room,
  ): Promise<void> {
    const { personId, client } = actor;
    const by = { kind: 'person', personId, client } as const;
    const about = { organisationId: room.organisationId, subject: `room:${room.id}`, data: { key: room.key } };
    await events.record(tx, [{ type: `calendar.room_${what}`, actor: by, ...about, at: clock.now() }]);
  }

  const findRoom = async (key: string): Promise<Principal | null> => {
    const room = await roomByKey(db, key);
    return room === undefined || room.closed ? null : principalOf(room);
  };

  return {
    async find(actor, { range, ...query }) {
      if (actor.role === 'guest') return [];
      if (range !== undefined) requireRange(range.from, range.to);
      const found = await listRooms(db, query);
      const ids = found.map(({ id }) => id);
      const busy = range === undefined ? null : await busyOfOwners(db, 'room', ids, range);
      const views = found.map((room) => viewOf(room, busy === null ? null : (busy.get(room.id) ?? []).length === 0));
      return views.sort((a, b) => Number(b.free ?? false) - Number(a.free ?? false));
    },

    async add(actor, { organisationKey, ...input }) {
      const organisation = await directory.organisations.byKey(organisationKey);
      if (organisation === undefined) throw notAllowed();
      await requireAdministrator(actor, organisation.id);
      const now = clock.now();
      return db.transaction(async (tx) => {
        const address = `mailto:${input.key}@${domain}`;
        const id = await insertRoom(tx, { ...input, organisationId: organisation.id, address }, now);
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
        const room = (await roomById(tx, id))!;
        await record(tx, actor, 'added', room);
        return viewOf(room, null);
      });
    },

    async update(actor, key, update) {
      const room = await roomByKey(db, key);
      if (room === undefined) throw notFound();
      await requireAdministrator(actor, room.organisationId);
      const changed = { ...room, ...update };
      await db.transaction(async (tx) => {
        await updateRoom(tx, changed, clock.now());
        await record(tx, actor, 'changed', changed);
      });
      return viewOf(changed, null);
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

function principalOf({ id, key, name, kind, address }: Room): Principal {
  const type = kind === 'room' ? 'ROOM' : 'RESOURCE';
  return { folder: 'calendar-rooms', key, name, id, type, emails: [address.replace('mailto:', '')] };
}

function viewOf({ organisationId: _, ...room }: Room, free: boolean | null): RoomView {
  return { ...room, address: room.address.replace('mailto:', ''), free };
}
