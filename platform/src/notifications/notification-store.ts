import type { Queryable } from '../database/index.ts';
import { statement, wholeWord } from '../database/index.ts';
import type { MailChoice, NotificationData } from './notification-kind.ts';

export interface NotificationRow {
  readonly id: number;
  readonly personId: number;
  readonly kind: string;
  readonly subject: string;
  readonly data: NotificationData;
  readonly by: string | null;
  readonly link: string;
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly readAt: number | null;
}

export interface NewNotificationRow {
  readonly personId: number;
  readonly kind: string;
  readonly subject: string;
  readonly data: NotificationData;
  readonly actorId: number | null;
  readonly actorName: string | null;
  readonly link: string;
  readonly key: string | null;
  readonly count: number;
  readonly mail: MailChoice;
}

const columns = `id, person_id as "personId", kind, subject, data, actor_name as by, link, count, at, read_at as "readAt"`;

// in one order, so that two that tell the same people do not wait for each other
const insert = statement(
  'notifications.insert',
  `insert into platform.notification as kept (person_id, kind, subject, data, actor_id, actor_name, link, key, count, mail, at)
   select n.person_id, n.kind, n.subject, n.data::json, n.actor_id, n.actor_name, n.link, n.key, n.count,
     case coalesce(c.mail, n.mail) when 'off' then 'no' else coalesce(c.mail, n.mail) end, $11
   from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::int[],
     $10::text[]) with ordinality as n(person_id, kind, subject, data, actor_id, actor_name, link, key, count, mail, position)
   left join platform.notification_choice c on c.person_id = n.person_id and c.kind = n.kind
   order by n.person_id, n.key, n.position
   on conflict (person_id, key) where key is not null and read_at is null do update
   set subject = excluded.subject, data = excluded.data, link = excluded.link, count = kept.count + excluded.count,
     at = excluded.at, actor_id = case when kept.actor_id = excluded.actor_id then kept.actor_id end,
     actor_name = case when kept.actor_id = excluded.actor_id then excluded.actor_name end
   returning id, mail = 'at-once' as "mailNow"`,
);

export async function insertNotifications(
  tx: Queryable,
  rows: readonly NewNotificationRow[],
  at: number,
): Promise<{ id: number; mailNow: boolean }[]> {
  return tx.query(insert, [
    rows.map((row) => row.personId),
    rows.map((row) => row.kind),
    rows.map((row) => row.subject),
    rows.map((row) => JSON.stringify(row.data)),
    rows.map((row) => row.actorId),
    rows.map((row) => row.actorName),
    rows.map((row) => row.link),
    rows.map((row) => row.key),
    rows.map((row) => row.count),
    rows.map((row) => row.mail),
    at,
  ]);
}

const page = statement(
  'notifications.page',
  `select ${columns} from platform.notification
   where person_id = $1 and ($2::bigint is null or (at, id) < ($2, $3)) and (not $4 or read_at is null)
   order by at desc, id desc limit $5`,
);
const one = statement(
  'notifications.one',
  `select ${columns} from platform.notification where id = $1 and person_id = $2`,
);
const unread = statement(
  'notifications.unread',
  'select count(*) as count from platform.notification where person_id = $1 and read_at is null',
);

export interface PageOfNotifications {
  readonly personId: number;
  /** After this one in the list. */
  readonly after: { readonly at: number; readonly id: number } | null;
  readonly unreadOnly: boolean;
  readonly limit: number;
}

export function pageOfNotifications(q: Queryable, o: PageOfNotifications): Promise<NotificationRow[]> {
  return q.query<NotificationRow>(page, [o.personId, o.after?.at ?? null, o.after?.id ?? null, o.unreadOnly, o.limit]);
}

export async function findNotification(
  q: Queryable,
  personId: number,
  id: number,
): Promise<NotificationRow | undefined> {
  return (await q.query<NotificationRow>(one, [id, personId]))[0];
}

export async function countUnread(q: Queryable, personId: number): Promise<number> {
  return (await q.query<{ count: number }>(unread, [personId]))[0]?.count ?? 0;
}

// a gathered one that is unread again may stand beside a read one of the same key, so reading it never collides; unreading is not offered
const read = statement(
  'notifications.read',
  'update platform.notification set read_at = coalesce(read_at, $3) where id = $1 and person_id = $2 returning id',
);
const readUpTo = statement(
  'notifications.read-up-to',
  'update platform.notification set read_at = $3 where person_id = $1 and at <= $2 and read_at is null returning id',
);
const remove = statement(
  'notifications.remove',
  'delete from platform.notification where person_id = $1 and ($2::bigint[] is null or id = any($2)) returning id',
);
const removeAbout = statement(
  'notifications.remove-about',
  'delete from platform.notification where subject = $1 and ($2::bigint[] is null or person_id = any($2)) returning person_id as "personId"',
);

export async function markRead(q: Queryable, personId: number, id: number, at: number): Promise<boolean> {
  return (await q.query(read, [id, personId, at])).length > 0;
}

export async function markReadUpTo(q: Queryable, personId: number, upTo: number, at: number): Promise<number> {
  return (await q.query(readUpTo, [personId, upTo, at])).length;
}

/** `ids` null: all of the person's. */
export async function removeNotifications(
  q: Queryable,
  personId: number,
  ids: readonly number[] | null,
): Promise<number> {
  return (await q.query(remove, [personId, ids])).length;
}

export async function removeNotificationsAbout(
  q: Queryable,
  subject: string,
  personIds: readonly number[] | null,
): Promise<number[]> {
  return (await q.query<{ personId: number }>(removeAbout, [subject, personIds])).map(({ personId }) => personId);
}

const choices = statement(
  'notifications.choices',
  'select kind, mail from platform.notification_choice where person_id = $1',
);
const choose = statement(
  'notifications.choose',
  `insert into platform.notification_choice (person_id, kind, mail) values ($1, $2, $3)
   on conflict (person_id, kind) do update set mail = excluded.mail`,
);

export async function choicesOf(q: Queryable, personId: number): Promise<ReadonlyMap<string, MailChoice>> {
  const rows = await q.query<{ kind: string; mail: MailChoice }>(choices, [personId]);
  return new Map(rows.map(({ kind, mail }) => [kind, mail]));
}

export async function keepChoice(q: Queryable, personId: number, kind: string, mail: MailChoice): Promise<void> {
  await q.query(choose, [personId, kind, mail]);
}

const claimForMail = statement(
  'notifications.claim-for-mail',
  `update platform.notification set mail = case when read_at is null then 'sent' else 'no' end
   where id = $1 and mail = 'at-once' returning ${columns}`,
);
const claimForDigest = statement(
  'notifications.claim-for-digest',
  `with due as (
     update platform.notification set mail = 'sent' where person_id = $1 and mail = 'digest' and read_at is null returning *
   ) select ${columns} from due order by at desc, id desc`,
);
const withDigest = statement(
  'notifications.with-digest',
  `select distinct person_id as "personId" from platform.notification
   where mail = 'digest' and read_at is null and person_id > $1 order by person_id limit 500`,
);

/** The notification where it is still to be mailed and was not read meanwhile; from now on it counts as mailed. */
export async function claimNotificationForMail(tx: Queryable, id: number): Promise<NotificationRow | undefined> {
  const [row] = await tx.query<NotificationRow>(claimForMail, [id]);
  return row?.readAt === null ? row : undefined;
}

export function claimNotificationsForDigest(tx: Queryable, personId: number): Promise<NotificationRow[]> {
  return tx.query<NotificationRow>(claimForDigest, [personId]);
}

/** At most 500 at a time, by their ids. */
export async function peopleWithDigest(q: Queryable, after: number): Promise<number[]> {
  return (await q.query<{ personId: number }>(withDigest, [after])).map(({ personId }) => personId);
}

/** What was read goes soon, what was not later, and nobody keeps more than `most`. */
export async function pruneNotifications(
  q: Queryable,
  o: { readBefore: number; before: number; most: number },
): Promise<void> {
  await q.query('delete from platform.notification where at < $1 and (read_at is not null or at < $2)', [
    o.readBefore,
    o.before,
  ]);
  await q.query(
    `delete from platform.notification where id in (
       select id from (
         select id, row_number() over (partition by person_id order by at desc, id desc) as place from platform.notification
       ) ranked where place > $1)`,
    [o.most],
  );
}

const forgetOf = statement(
  'notifications.forget-of',
  'delete from platform.notification where person_id = $1 or actor_id = $1',
);
const forgetChoices = statement(
  'notifications.forget-choices',
  'delete from platform.notification_choice where person_id = $1',
);
const forgetWord = statement(
  'notifications.forget-word',
  `delete from platform.notification where actor_name ~* $1 or exists (
     select 1 from json_each_text(data) as said where said.value ~* $1)`,
);

/** Theirs, what they did, and what names them: it is of the day, so it goes rather than being rewritten. */
export async function forgetNotifications(tx: Queryable, personId: number, words: readonly string[]): Promise<void> {
  await tx.query(forgetOf, [personId]);
  await tx.query(forgetChoices, [personId]);
  for (const word of words) await tx.query(forgetWord, [wholeWord(word)]);
}
