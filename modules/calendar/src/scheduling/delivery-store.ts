import { statement, type Queryable } from '@landescloud/platform/database';

export interface Delivery {
  readonly id: number;
  readonly recipientKind: 'person' | 'room';
  readonly recipientId: number;
  readonly sender: string;
  readonly uid: string;
  readonly method: string;
  readonly quiet: boolean;
  readonly data: Buffer;
}

const columns = `id, recipient_kind as "recipientKind", recipient_id as "recipientId", sender, uid, method, quiet, data`;
const INSERT = statement(
  'calendar.insert_deliveries',
  `insert into calendar.delivery (recipient_kind, recipient_id, sender, uid, method, quiet, data, created_at)
   select d.recipient_kind, d.recipient_id, d.sender, d.uid, d.method, d.quiet, ($7::bytea[])[d.which], $8
   from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bool[], $9::int[]) with ordinality
     as d (recipient_kind, recipient_id, sender, uid, method, quiet, which, position)
   order by d.position returning id`,
);
const FIND = statement('calendar.find_delivery', `select ${columns} from calendar.delivery where id = $1`);
const DROP = statement('calendar.drop_delivery', 'delete from calendar.delivery where id = $1');
/** With all that came before it about the same meeting: one after another, as they were sent. */
const TAKE = statement(
  'calendar.take_deliveries',
  `delete from calendar.delivery where recipient_kind = $1 and recipient_id = $2 and uid = $3 and id <= $4 returning ${columns}`,
);
const LEFT = statement('calendar.left_deliveries', 'select id from calendar.delivery where created_at < $1 limit 500');
/** Where an object of that UID stands among what the owner has. */
const PLACE = statement(
  'calendar.place_of_uid',
  `select o.calendar_id as "calendarId", o.uri from calendar.object o join calendar.calendar c on c.id = o.calendar_id
   where o.uid = $3 and o.deleted_at is null and c.deleted_at is null and c.owner_kind = $1 and c.owner_id = (select $2::bigint)
     and c.kind = 'calendar' order by o.scheduled desc, o.id limit 1`,
);
const STANDARD = statement(
  'calendar.standard_of',
  `select id from calendar.calendar where owner_kind = $1 and owner_id = $2 and standard and deleted_at is null`,
);

export async function insertDelivery(q: Queryable, delivery: Omit<Delivery, 'id'>, now: number): Promise<number> {
  return (await insertDeliveries(q, [delivery], now))[0]!;
}

/** In their order. */
export async function insertDeliveries(
  q: Queryable,
  deliveries: readonly Omit<Delivery, 'id'>[],
  now: number,
): Promise<number[]> {
  if (deliveries.length === 0) return [];
  // a hundred get the same
  const texts = [...new Set(deliveries.map(({ data }) => data))];
  const rows = await q.query<{ id: number }>(INSERT, [
    deliveries.map(({ recipientKind }) => recipientKind),
    deliveries.map(({ recipientId }) => recipientId),
    deliveries.map(({ sender }) => sender),
    deliveries.map(({ uid }) => uid),
    deliveries.map(({ method }) => method),
    deliveries.map(({ quiet }) => quiet),
    texts,
    now,
    deliveries.map(({ data }) => texts.indexOf(data) + 1),
  ]);
  return rows.map(({ id }) => id);
}

export async function findDelivery(q: Queryable, id: number): Promise<Delivery | undefined> {
  return (await q.query<Delivery>(FIND, [id]))[0];
}

/** None: another has done it. They are gone when the transaction is committed, together with what they did. */
export async function takeDeliveries(
  q: Queryable,
  { recipientKind, recipientId, uid, id }: Delivery,
): Promise<Delivery[]> {
  const taken = await q.query<Delivery>(TAKE, [recipientKind, recipientId, uid, id]);
  return taken.sort((a, b) => a.id - b.id);
}

export async function dropDelivery(q: Queryable, id: number): Promise<void> {
  await q.query(DROP, [id]);
}

export async function leftDeliveries(q: Queryable, before: number): Promise<number[]> {
  return (await q.query<{ id: number }>(LEFT, [before])).map(({ id }) => id);
}

export interface UidPlace {
  readonly calendarId: number;
  readonly uri: string;
}

export async function placeOfUid(q: Queryable, kind: string, id: number, uid: string): Promise<UidPlace | null> {
  return (await q.query<UidPlace>(PLACE, [kind, id, uid]))[0] ?? null;
}

export async function standardCalendar(q: Queryable, kind: string, id: number): Promise<number | null> {
  return (await q.query<{ id: number }>(STANDARD, [kind, id]))[0]?.id ?? null;
}
