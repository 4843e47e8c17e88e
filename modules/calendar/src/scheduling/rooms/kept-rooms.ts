import { statement, type Database } from '@landescloud/platform/database';
import type { Clock } from '@landescloud/kernel';
import { listRooms, type Room } from './room-store.ts';

/** A room as those see it who keep it. */
export interface KeptRoomView extends Omit<Room, 'organisationId' | 'bookers' | 'managers'> {
  readonly organisations: readonly { readonly key: string; readonly name: string }[];
  readonly managers: readonly { readonly login: string; readonly name: string }[];
  /** Bookings that are still to come. */
  readonly upcoming: number;
}

const ORGANISATIONS = statement(
  'calendar.organisations_by_ids',
  'select id, key, name from directory.organisation where id = any ($1::bigint[]) order by name',
);
const PEOPLE = statement(
  'calendar.names_by_ids',
  'select id, login, name from directory.person where id = any ($1::bigint[]) order by name',
);
const UPCOMING = statement(
  'calendar.upcoming_bookings',
  `select c.owner_id as "roomId", count(distinct n.object_id)::int as upcoming
   from calendar.calendar c join calendar.occurrence n on n.calendar_id = c.id
   where c.owner_kind = 'room' and c.owner_id = any ($1::bigint[]) and c.deleted_at is null and n.ends_at > $2::bigint and n.busy > 0
     and exists (select from calendar.object o where o.id = n.object_id and o.deleted_at is null)
   group by c.owner_id`,
);

/** Rooms of these organisations, null: of all; no right is checked. */
export async function keptRooms(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  organisationIds: readonly number[] | null,
  { text = '', organisation }: { readonly text?: string; readonly organisation?: string },
): Promise<KeptRoomView[]> {
  const scope = { withClosed: true, ...(organisationIds === null ? {} : { organisationIds }) };
  const found = (await listRooms(db, { text }, scope)).filter(
    (room) => organisation === undefined || room.organisation.key === organisation,
  );
  const [organisations, people, coming] = await Promise.all([
    db.query<{ id: number; key: string; name: string }>(ORGANISATIONS, [found.flatMap(({ bookers }) => bookers)]),
    db.query<{ id: number; login: string; name: string }>(PEOPLE, [found.flatMap(({ managers }) => managers)]),
    db.query<{ roomId: number; upcoming: number }>(UPCOMING, [found.map(({ id }) => id), clock.now()]),
  ]);
  const upcoming = new Map(coming.map((each) => [each.roomId, each.upcoming]));
  return found.map(({ organisationId: _, bookers, managers, ...room }) => ({
    ...room,
    address: room.address.replace('mailto:', ''),
    organisations: organisations.filter(({ id }) => bookers.includes(id)).map(({ key, name }) => ({ key, name })),
    managers: people.filter(({ id }) => managers.includes(id)).map(({ login, name }) => ({ login, name })),
    upcoming: upcoming.get(room.id) ?? 0,
  }));
}
