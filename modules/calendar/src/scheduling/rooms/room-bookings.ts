import { instantOf } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { statement, type Queryable } from '@landescloud/platform/database';
import type { FreeBusyRange } from '../../queries/free-busy.ts';
import { readOccurrences, requireRange } from '../../queries/occurrences.ts';
import type { OccurrenceView } from '../../views.ts';
import { usualZone } from '../../zones.ts';
import { principalAddress } from '../addresses-of.ts';
import { personParty } from '../parties.ts';
import { peopleByAddress } from '../../editing/people.ts';
import type { SchedulingDeps } from '../scheduling-deps.ts';
import { roomsByKeys, type Room } from './room-store.ts';

export interface RoomBookingView {
  /** Key of the room. */
  readonly room: string;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** Somebody still has to agree. */
  readonly isAsked: boolean;
  /** null: not the asker's to know. */
  readonly title: string | null;
  readonly organizer: string | null;
  /** In the asker's own calendars; null: there it is not. */
  readonly eventId: number | null;
  readonly recurrenceId: string | null;
}

const CALENDARS = statement(
  'calendar.calendars_of_rooms',
  `select id, owner_id as "ownerId" from calendar.calendar
   where owner_kind = 'room' and owner_id = any ($1::bigint[]) and deleted_at is null`,
);
const ASKED = statement(
  'calendar.asked_bookings',
  `select room_id as "roomId", uid from calendar.booking where room_id = any ($1::bigint[]) and state = 'asked'`,
);
const OWN = statement(
  'calendar.own_objects_of_uids',
  `select o.id, o.uid from calendar.object o join calendar.calendar c on c.id = o.calendar_id
   where o.uid = any ($2::text[]) and o.deleted_at is null and c.owner_kind = 'person' and c.owner_id = (select $1::bigint)
     and c.deleted_at is null`,
);
const mostRooms = 200;

export interface RoomBookingsDeps {
  readonly db: SchedulingDeps['db'];
  readonly directory: Pick<SchedulingDeps['directory'], 'rights' | 'recipients'>;
}

/**
 * When rooms are booked. What a meeting is about knows who takes part in it, and unless it is private who looks after the room; who
 * invites is told to whom the directory lets find them.
 */
export async function roomBookings(
  deps: RoomBookingsDeps,
  actor: PersonActor,
  keys: readonly string[],
  range: FreeBusyRange,
): Promise<RoomBookingView[]> {
  requireRange(range.from, range.to);
  if (actor.role === 'guest') return [];
  const { db, directory } = deps;
  const rooms = await roomsByKeys(db, keys.slice(0, mostRooms));
  const byId = new Map(rooms.map((room) => [room.id, room]));
  const [calendars, asked, held, self] = await Promise.all([
    db.query<{ id: number; ownerId: number }>(CALENDARS, [[...byId.keys()]]),
    db.query<{ roomId: number; uid: string }>(ASKED, [[...byId.keys()]]),
    directory.rights.organisationsHeld(actor, 'organisation-administrator'),
    personParty(db, actor.personId),
  ]);
  const roomOf = new Map(calendars.map(({ id, ownerId }) => [id, byId.get(ownerId)]));
  const waiting = new Set(asked.map(({ roomId, uid }) => `${roomId} ${uid}`));
  const own = new Set([...(self?.addresses ?? []), principalAddress(actor.login)].map((each) => each.toLowerCase()));
  const found = (await readOccurrences(db, [...roomOf.keys()], range, usualZone())).filter(
    ({ busy }) => busy !== 'free',
  );
  const [organizers, events] = await Promise.all([
    organizersSeen(deps, actor, found),
    ownEvents(
      db,
      actor.personId,
      found.filter((each) => takesPart(each, own)),
    ),
  ]);
  return found.flatMap((each): RoomBookingView[] => {
    const room = roomOf.get(each.calendarId);
    if (room === undefined) return [];
    const isOwn = takesPart(each, own);
    const isPublic = each.class === 'PUBLIC';
    const looksAfter = keeps(room, actor, held);
    const organizer = organizers.get(organizerIn(each));
    const zone = each.floating ? usualZone() : null;
    return [
      {
        room: room.key,
        start: zone === null ? each.startsAt : instantOf(zone, each.startsAt),
        end: zone === null ? each.endsAt : instantOf(zone, each.endsAt),
        isAsked: waiting.has(`${room.id} ${each.uid}`),
        title: isOwn || (isPublic && looksAfter) ? (each.shown?.summary ?? '') : null,
        organizer: isOwn || looksAfter || (isPublic && organizer?.isFound === true) ? (organizer?.name ?? null) : null,
        eventId: events.get(each.uid) ?? null,
        recurrenceId: each.recurrenceId,
      },
    ];
  });
}

/** Whether somebody looks after a room. */
export function keeps(room: Room, { personId }: PersonActor, held: readonly number[] | null): boolean {
  return held === null || held.includes(room.organisationId) || room.managers.includes(personId);
}

const organizerIn = ({ shown }: OccurrenceView): string => (shown?.organiser ?? '').trim().toLowerCase();

function takesPart(each: OccurrenceView, own: ReadonlySet<string>): boolean {
  return own.has(organizerIn(each)) || Object.keys(each.shown?.answers ?? {}).some((address) => own.has(address));
}

/** By address; whether the actor finds them. */
async function organizersSeen(
  { db, directory }: RoomBookingsDeps,
  actor: PersonActor,
  found: readonly OccurrenceView[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly isFound: boolean }>> {
  const addresses = [...new Set(found.map(organizerIn))].filter((each) => each !== '');
  const people = await peopleByAddress(db, addresses);
  const wanted = [...people.values()].map(({ login }) => ({ kind: 'person', key: login }) as const);
  const seen = new Set((await directory.recipients.choose(actor, wanted)).map(({ key }) => key));
  return new Map(
    [...people].map(([address, { login, name }]) => [
      address,
      { name, isFound: seen.has(login) || login === actor.login },
    ]),
  );
}

async function ownEvents(
  q: Queryable,
  personId: number,
  found: readonly OccurrenceView[],
): Promise<ReadonlyMap<string, number>> {
  if (found.length === 0) return new Map();
  const rows = await q.query<{ id: number; uid: string }>(OWN, [personId, [...new Set(found.map(({ uid }) => uid))]]);
  return new Map(rows.map(({ id, uid }) => [uid, id]));
}
