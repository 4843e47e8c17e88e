import type { Queryable } from '@landescloud/platform/database';
import { statement } from '@landescloud/platform/database';
import type { Head, NewEntry } from './make-entries.ts';

const head = statement('audit.head', 'select id, hash, event_id as "eventId" from audit.head');

/**
 * All or nothing, and nothing when the chain ends elsewhere by now. It need not wait for the disk: what a crash takes
 * away takes the outbox's knowledge of having delivered it away, too.
 */
const append = statement(
  'audit.append',
  `with unhurried as materialized (select set_config('synchronous_commit', 'off', true)),
   moved as (
     update audit.head h set id = $2, hash = $3, event_id = $4 from unhurried where h.id = $1 returning 1
   ),
   added as (
     insert into audit.entry (id, event_id, at, type, organisation_id, payload_hash, hash, salt, actor_kind, person_id,
       name, client, subject, concerned, data)
     select e.id, e.event_id, e.at, e.type, e.organisation_id, e.payload_hash, e.hash, e.salt, e.actor_kind, e.person_id,
       e.name, e.client, e.subject, e.concerned::bigint[], e.data
     from moved, unnest($5::bigint[], $6::bigint[], $7::bigint[], $8::text[], $9::bigint[], $10::bytea[], $11::bytea[],
         $12::bytea[], $13::text[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[])
       as e(id, event_id, at, type, organisation_id, payload_hash, hash, salt, actor_kind, person_id, name, client,
         subject, concerned, data)
     returning 1
   )
   select count(*) as added from added`,
);

const addTypes = statement(
  'audit.add_types',
  'insert into audit.type (type) select unnest($1::text[]) on conflict do nothing',
);

const redact = statement(
  'audit.redact',
  `update audit.entry set salt = null, actor_kind = null, person_id = null, name = null, client = null, subject = null,
     concerned = null, data = null
   where id = any($1) and salt is not null returning 1`,
);

export async function readHead(db: Queryable): Promise<Head> {
  const [found] = await db.query<Head>(head);
  if (found === undefined) throw new Error('the audit log has no head');
  return found;
}

/** False where somebody else has appended since `from` was read. */
export async function appendEntries(db: Queryable, from: Head, entries: readonly NewEntry[]): Promise<boolean> {
  const last = entries.at(-1);
  if (last === undefined) return true;
  const [row] = await db.query<{ added: number }>(append, [
    from.id,
    last.id,
    last.hash,
    last.eventId,
    entries.map((e) => e.id),
    entries.map((e) => e.eventId),
    entries.map((e) => e.at),
    entries.map((e) => e.type),
    entries.map((e) => e.organisationId),
    entries.map((e) => e.payloadHash),
    entries.map((e) => e.hash),
    entries.map((e) => e.salt),
    entries.map((e) => e.actorKind),
    entries.map((e) => e.personId),
    entries.map((e) => e.name),
    entries.map((e) => e.client),
    entries.map((e) => e.subject),
    entries.map((e) => (e.concerned === null ? null : `{${e.concerned.join(',')}}`)),
    entries.map((e) => e.data),
  ]);
  return row?.added === entries.length;
}

export async function rememberTypes(db: Queryable, types: readonly string[]): Promise<void> {
  await db.query(addTypes, [types]);
}

/** Deletes payloads; answers how many there were. */
export async function redactEntries(db: Queryable, ids: readonly number[]): Promise<number> {
  return ids.length === 0 ? 0 : (await db.query(redact, [ids])).length;
}
