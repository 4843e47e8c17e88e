import { statement, type Queryable } from '@landescloud/platform/database';

export interface RoomRules {
  /** Who gets an answer other than no: everybody here, or the people of its organisation. */
  readonly books: 'everyone' | 'organisation';
  /** Of one booking; null: any. */
  readonly longestMinutes: number | null;
  readonly horizonDays: number;
  /** Minutes of the day in the house's time zone; null: always open. */
  readonly opensAt: number | null;
  readonly closesAt: number | null;
}

export interface Room extends RoomRules {
  readonly id: number;
  readonly organisationId: number;
  readonly key: string;
  readonly kind: 'room' | 'thing';
  readonly name: string;
  readonly address: string;
  readonly place: string;
  readonly capacity: number | null;
  readonly equipment: readonly string[];
  readonly closed: boolean;
}

export type NewRoom = Omit<Room, 'id' | 'closed'>;

const columns = `id, organisation_id as "organisationId", key, kind, name, address, place, capacity, equipment, books,
  longest_minutes as "longestMinutes", horizon_days as "horizonDays", opens_at as "opensAt", closes_at as "closesAt",
  closed_at is not null as closed`;
const BY_ADDRESS = statement('calendar.room_by_address', `select ${columns} from calendar.room where address = $1`);
const BY_ID = statement('calendar.room_by_id', `select ${columns} from calendar.room where id = $1`);
const BY_KEY = statement('calendar.room_by_key', `select ${columns} from calendar.room where key = $1`);
const INSERT = statement(
  'calendar.insert_room',
  `insert into calendar.room (organisation_id, key, kind, name, address, place, capacity, equipment, books, longest_minutes,
     horizon_days, opens_at, closes_at, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing returning id`,
);
const UPDATE = statement(
  'calendar.update_room',
  `update calendar.room set name = $2, place = $3, capacity = $4, equipment = $5, books = $6, longest_minutes = $7,
     horizon_days = $8, opens_at = $9, closes_at = $10, closed_at = case when $11 then coalesce(closed_at, $12) end
   where id = $1`,
);

export async function roomByAddress(q: Queryable, address: string): Promise<Room | undefined> {
  return (await q.query<Room>(BY_ADDRESS, [address]))[0];
}

export async function roomById(q: Queryable, id: number): Promise<Room | undefined> {
  return (await q.query<Room>(BY_ID, [id]))[0];
}

export async function roomByKey(q: Queryable, key: string): Promise<Room | undefined> {
  return (await q.query<Room>(BY_KEY, [key]))[0];
}

/** null: the key is taken. */
export async function insertRoom(q: Queryable, room: NewRoom, now: number): Promise<number | null> {
  const { organisationId, key, kind, name, address, place, capacity, equipment } = room;
  const { books, longestMinutes, horizonDays, opensAt, closesAt } = room;
  const what = [organisationId, key, kind, name, address, place, capacity, equipment];
  const [made] = await q.query<{ id: number }>(INSERT, [
    ...what,
    books,
    longestMinutes,
    horizonDays,
    opensAt,
    closesAt,
    now,
  ]);
  return made?.id ?? null;
}

export async function updateRoom(q: Queryable, room: Room, now: number): Promise<void> {
  const { id, name, place, capacity, equipment, books, longestMinutes, horizonDays, opensAt, closesAt, closed } = room;
  const rules = [books, longestMinutes, horizonDays, opensAt, closesAt];
  await q.query(UPDATE, [id, name, place, capacity, equipment, ...rules, closed, now]);
}

export interface RoomQuery {
  /** Part of the name or place. */
  readonly text?: string;
  readonly capacity?: number;
  readonly equipment?: readonly string[];
  readonly kind?: 'room' | 'thing';
}

/** By name; those that are closed not. */
export function listRooms(q: Queryable, { text = '', capacity = 0, equipment = [], kind }: RoomQuery): Promise<Room[]> {
  const like = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return q.query<Room>(
    `select ${columns} from calendar.room where closed_at is null and (name ilike $1 or place ilike $1)
       and ($2 = 0 or capacity >= $2) and equipment @> $3::text[] and ($4::text is null or kind = $4)
     order by lower(name), id limit 500`,
    [like, capacity, equipment, kind ?? null],
  );
}
