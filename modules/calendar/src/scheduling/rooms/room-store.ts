import { statement, type Queryable } from '@landescloud/platform/database';

export interface RoomRules {
  /** Who gets an answer other than no: everybody here, the people of its organisation, or those of others that are listed, too. */
  readonly books: 'everyone' | 'organisation' | 'listed';
  /** Of one booking; null: any. */
  readonly longestMinutes: number | null;
  readonly horizonDays: number;
  /** Minutes of the day in the house's time zone; null: always open. */
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  /** Whether it takes meetings that repeat. */
  readonly series: boolean;
  /** What stays free between two bookings. */
  readonly bufferMinutes: number;
  /** Whether somebody decides. */
  readonly approval: boolean;
}

export interface Room extends RoomRules {
  readonly id: number;
  readonly organisationId: number;
  readonly organisation: { readonly key: string; readonly name: string };
  readonly key: string;
  readonly kind: 'room' | 'thing';
  readonly name: string;
  readonly address: string;
  readonly place: string;
  readonly building: string;
  readonly floor: string;
  /** By wheelchair. */
  readonly accessible: boolean;
  readonly capacity: number | null;
  readonly equipment: readonly string[];
  readonly closed: boolean;
  /** Organisations whose people may book, with what stands below them. */
  readonly bookers: readonly number[];
  /** Who decides. */
  readonly managers: readonly number[];
}

export type NewRoom = Omit<Room, 'id' | 'closed' | 'organisation' | 'bookers' | 'managers'>;

const columns = `r.id, r.organisation_id as "organisationId", json_build_object('key', o.key, 'name', o.name) as organisation, r.key,
  r.kind, r.name, r.address, r.place, r.building, r.floor, r.accessible, r.capacity, r.equipment, r.books,
  r.longest_minutes as "longestMinutes", r.horizon_days as "horizonDays", r.opens_at as "opensAt", r.closes_at as "closesAt",
  r.series, r.buffer_minutes as "bufferMinutes", r.approval, r.closed_at is not null as closed,
  (select coalesce(json_agg(b.organisation_id), '[]') from calendar.room_booker b where b.room_id = r.id) as bookers,
  (select coalesce(json_agg(m.person_id), '[]') from calendar.room_manager m where m.room_id = r.id) as managers`;
const from = 'calendar.room r join directory.organisation o on o.id = r.organisation_id';
const BY_ID = statement('calendar.room_by_id', `select ${columns} from ${from} where r.id = $1`);
const BY_KEY = statement('calendar.room_by_key', `select ${columns} from ${from} where r.key = $1`);
const BY_KEYS = statement('calendar.rooms_by_keys', `select ${columns} from ${from} where r.key = any ($1::text[])`);
const INSERT = statement(
  'calendar.insert_room',
  `insert into calendar.room (organisation_id, key, kind, name, address, place, building, floor, accessible, capacity, equipment,
     books, longest_minutes, horizon_days, opens_at, closes_at, series, buffer_minutes, approval, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
   on conflict do nothing returning id`,
);
const UPDATE = statement(
  'calendar.update_room',
  `update calendar.room set name = $2, place = $3, building = $4, floor = $5, accessible = $6, capacity = $7, equipment = $8,
     books = $9, longest_minutes = $10, horizon_days = $11, opens_at = $12, closes_at = $13, series = $14, buffer_minutes = $15,
     approval = $16, closed_at = case when $17 then coalesce(closed_at, $18) end
   where id = $1`,
);
const NO_BOOKERS = statement('calendar.drop_room_bookers', 'delete from calendar.room_booker where room_id = $1');
const BOOKERS = statement(
  'calendar.insert_room_bookers',
  'insert into calendar.room_booker (room_id, organisation_id) select $1, unnest($2::bigint[])',
);
const NO_MANAGERS = statement('calendar.drop_room_managers', 'delete from calendar.room_manager where room_id = $1');
const MANAGERS = statement(
  'calendar.insert_room_managers',
  'insert into calendar.room_manager (room_id, person_id) select $1, unnest($2::bigint[])',
);

const NAMED = statement(
  'calendar.rooms_named',
  `select ${columns} from ${from} where r.address = any ($1::text[]) or r.key = any ($2::text[])`,
);

export function roomsNamed(q: Queryable, addresses: readonly string[], keys: readonly string[]): Promise<Room[]> {
  return q.query<Room>(NAMED, [addresses, keys]);
}

export async function roomById(q: Queryable, id: number): Promise<Room | undefined> {
  return (await q.query<Room>(BY_ID, [id]))[0];
}

export async function roomByKey(q: Queryable, key: string): Promise<Room | undefined> {
  return (await q.query<Room>(BY_KEY, [key]))[0];
}

export function roomsByKeys(q: Queryable, keys: readonly string[]): Promise<Room[]> {
  return q.query<Room>(BY_KEYS, [keys]);
}

/** null: the key is taken. */
export async function insertRoom(q: Queryable, room: NewRoom, now: number): Promise<number | null> {
  const { organisationId, key, kind, name, address } = room;
  const values = [organisationId, key, kind, name, address, ...described(room), ...ruled(room), now];
  return (await q.query<{ id: number }>(INSERT, values))[0]?.id ?? null;
}

export async function updateRoom(q: Queryable, room: Room, now: number): Promise<void> {
  await q.query(UPDATE, [room.id, room.name, ...described(room), ...ruled(room), room.closed, now]);
}

type Described = Pick<Room, 'place' | 'building' | 'floor' | 'accessible' | 'capacity' | 'equipment'>;
const described = ({ place, building, floor, accessible, capacity, equipment }: Described): unknown[] => [
  place,
  building,
  floor,
  accessible,
  capacity,
  equipment,
];
const ruled = (rules: RoomRules): unknown[] => {
  const { books, longestMinutes, horizonDays, opensAt, closesAt, series, bufferMinutes, approval } = rules;
  return [books, longestMinutes, horizonDays, opensAt, closesAt, series, bufferMinutes, approval];
};

export async function setBookers(q: Queryable, id: number, organisationIds: readonly number[]): Promise<void> {
  await q.query(NO_BOOKERS, [id]);
  await q.query(BOOKERS, [id, organisationIds]);
}

export async function setManagers(q: Queryable, id: number, personIds: readonly number[]): Promise<void> {
  await q.query(NO_MANAGERS, [id]);
  await q.query(MANAGERS, [id, personIds]);
}

export interface RoomQuery {
  /** Part of the name, place or building. */
  readonly text?: string;
  readonly capacity?: number;
  readonly equipment?: readonly string[];
  readonly kind?: 'room' | 'thing';
  readonly accessible?: boolean;
}

export interface RoomScope {
  /** Organisations in which the rooms are; absent: all. */
  readonly organisationIds?: readonly number[];
  /** Only what they may book: the person, and the way up from their organisation. */
  readonly booker?: { readonly personId: number; readonly path: readonly number[] };
  /** With those that are closed. */
  readonly withClosed?: boolean;
}

const most = 500;

/** By name; at most 500. */
export function listRooms(q: Queryable, query: RoomQuery, scope: RoomScope = {}): Promise<Room[]> {
  const { text = '', capacity = 0, equipment = [], kind, accessible = false } = query;
  const { organisationIds = null, booker, withClosed = false } = scope;
  const like = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return q.query<Room>(
    `select ${columns} from ${from}
     where ($5 or r.closed_at is null) and (r.name ilike $1 or r.place ilike $1 or r.building ilike $1)
       and ($2 = 0 or r.capacity >= $2) and r.equipment @> $3::text[] and ($4::text is null or r.kind = $4)
       and (not $6 or r.accessible) and ($7::bigint[] is null or r.organisation_id = any ($7))
       and ($8::bigint[] is null or r.books = 'everyone' or r.organisation_id = any ($8)
         or (r.books = 'listed' and exists (
           select from calendar.room_booker b where b.room_id = r.id and b.organisation_id = any ($8)))
         or exists (select from calendar.room_manager m where m.room_id = r.id and m.person_id = $9))
     order by lower(r.name), r.id limit ${most}`,
    [
      like,
      capacity,
      equipment,
      kind ?? null,
      withClosed,
      accessible,
      organisationIds,
      booker?.path ?? null,
      booker?.personId ?? 0,
    ],
  );
}

/** Whether somebody's meetings may be in it: `path` leads up from their organisation. */
export function mayBook(room: Room, booker: { readonly personId: number; readonly path: readonly number[] }): boolean {
  const { books, organisationId, bookers, managers } = room;
  if (books === 'everyone' || booker.path.includes(organisationId) || managers.includes(booker.personId)) return true;
  return books === 'listed' && bookers.some((id) => booker.path.includes(id));
}
