import { statement, type Queryable } from '@landescloud/platform/database';

/** A message to somebody without a calendar here, before it is a mail. */
export interface Outgoing {
  readonly id: number;
  readonly ownerKind: 'person' | 'room';
  readonly ownerId: number;
  readonly uid: string;
  readonly address: string;
  readonly method: string;
  readonly data: Buffer;
}

const INSERT = statement(
  'calendar.insert_outgoing',
  `insert into calendar.outgoing (owner_kind, owner_id, uid, address, method, data, created_at)
   select o.owner_kind, o.owner_id, o.uid, o.address, o.method, ($6::bytea[])[o.which], $7
   from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $8::int[]) with ordinality
     as o (owner_kind, owner_id, uid, address, method, which, position)
   order by o.position returning id`,
);
/** With all that came before it about the same meeting: one after another, as they were sent. */
const TAKE = statement(
  'calendar.take_outgoing',
  `delete from calendar.outgoing o using calendar.outgoing n
   where n.id = $1 and o.owner_kind = n.owner_kind and o.owner_id = n.owner_id and o.uid = n.uid and o.address = n.address
     and o.id <= n.id returning o.id, o.owner_kind as "ownerKind", o.owner_id as "ownerId", o.uid, o.address, o.method, o.data`,
);
const LEFT = statement('calendar.left_outgoing', 'select id from calendar.outgoing where created_at < $1 limit 500');

export async function insertOutgoing(
  q: Queryable,
  messages: readonly Omit<Outgoing, 'id'>[],
  now: number,
): Promise<number[]> {
  if (messages.length === 0) return [];
  const texts = [...new Set(messages.map(({ data }) => data))];
  const rows = await q.query<{ id: number }>(INSERT, [
    messages.map(({ ownerKind }) => ownerKind),
    messages.map(({ ownerId }) => ownerId),
    messages.map(({ uid }) => uid),
    messages.map(({ address }) => address),
    messages.map(({ method }) => method),
    texts,
    now,
    messages.map(({ data }) => texts.indexOf(data) + 1),
  ]);
  return rows.map(({ id }) => id);
}

/** None: another has done it. They are gone when the transaction is committed, together with the mails that they became. */
export async function takeOutgoing(q: Queryable, id: number): Promise<Outgoing[]> {
  return (await q.query<Outgoing>(TAKE, [id])).sort((a, b) => a.id - b.id);
}

export async function leftOutgoing(q: Queryable, before: number): Promise<number[]> {
  return (await q.query<{ id: number }>(LEFT, [before])).map(({ id }) => id);
}
