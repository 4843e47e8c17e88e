import type { Database, Queryable } from '../database/index.ts';
import { statement, wholeWord } from '../database/index.ts';

export type MailState = 'waiting' | 'sent' | 'failed' | 'kept';

/** How far a mail is: that a mail server has taken it does not say that anybody has it. */
export interface MailProgress {
  readonly state: MailState;
  /** When a mail server took it. */
  readonly sentAt: number | null;
}

/** A mail as administrators see it in a list. */
export interface MailView {
  readonly id: number;
  readonly to: string;
  readonly language: string;
  readonly kind: string;
  readonly subject: string;
  readonly organisationId: number | null;
  readonly state: MailState;
  readonly attempts: number;
  readonly error: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly sentAt: number | null;
}

export interface StoredMail extends MailView {
  /** null: deleted because it is old. */
  readonly text: string | null;
  readonly messageId: string;
  readonly calendar: MailCalendar | null;
  readonly fromName: string | null;
  readonly replyTo: string | null;
}

/** A calendar object that goes with a mail (RFC 6047): its METHOD, and its text. */
export interface MailCalendar {
  readonly method: string;
  readonly content: string;
}

/** Whose mail: by what was known when it was written, and by address. */
export interface MailOwner {
  readonly personId: number;
  /** In lower case. */
  readonly addresses: readonly string[];
}

export interface NewMailRow {
  readonly to: string;
  readonly language: string;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly organisationId: number | null;
  readonly personId: number | null;
  readonly secret: boolean;
  readonly state: MailState;
  readonly at: number;
  readonly calendar: MailCalendar | null;
  readonly fromName: string | null;
  readonly replyTo: string | null;
}

export interface MailQuery {
  /** Whose mail; null: everybody's, also that of no organisation. */
  readonly organisationIds: readonly number[] | null;
  readonly state?: MailState;
  /** Part of the address or the subject. */
  readonly text?: string;
  readonly offset: number;
  readonly limit: number;
}

const columns = `id, recipient as "to", language, kind, subject, organisation_id as "organisationId", state, attempts, error,
  created_at as "createdAt", sent_at as "sentAt"`;
const whole = `${columns}, text, message_id as "messageId", calendar, from_name as "fromName", reply_to as "replyTo"`;

const insert = statement(
  'mail.insert',
  `insert into platform.mail (recipient, language, kind, subject, text, organisation_id, person_id, secret, state, created_at,
     calendar, from_name, reply_to)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
);
const claim = statement(
  'mail.claim',
  `update platform.mail set attempts = attempts + 1 where id = $1 and state = 'waiting' returning ${whole}`,
);
const settle = statement(
  'mail.settle',
  `update platform.mail set state = $2, error = $3, sent_at = coalesce($4, sent_at),
     text = case when secret and $2 = 'sent' then null else text end,
     calendar = case when secret and $2 = 'sent' then null else calendar end
   where id = $1`,
);
const wait = statement(
  'mail.wait',
  `update platform.mail set state = 'waiting', attempts = 0, error = null where id = $1 returning ${columns}`,
);
const one = statement(
  'mail.one',
  `select ${whole} from platform.mail where id = $1 and ($2::bigint[] is null or organisation_id = any($2))`,
);

const to = statement(
  'mail.to',
  `select ${columns} from platform.mail where lower(recipient) = any($1::text[]) or person_id = $2
   order by id desc limit $3`,
);

export async function insertMail(tx: Queryable, row: NewMailRow): Promise<number> {
  const { to, language, kind, subject, text, organisationId, personId, secret, state, at } = row;
  const { calendar, fromName, replyTo } = row;
  const made = [to, language, kind, subject, text, organisationId, personId, secret, state, at];
  const values = [...made, calendar === null ? null : JSON.stringify(calendar), fromName, replyTo];
  const [inserted] = await tx.query<{ id: number }>(insert, values);
  return inserted?.id ?? 0;
}

/** The mail where it is still to be sent, one attempt counted. */
export async function claimMail(db: Queryable, id: number): Promise<StoredMail | undefined> {
  return (await db.query<StoredMail>(claim, [id]))[0];
}

export async function settleMail(
  db: Queryable,
  id: number,
  state: MailState,
  { error = null, sentAt = null }: { error?: string | null; sentAt?: number | null } = {},
): Promise<void> {
  await db.query(settle, [id, state, error, sentAt]);
}

export async function letMailWait(tx: Queryable, id: number): Promise<MailView | undefined> {
  return (await tx.query<MailView>(wait, [id]))[0];
}

export async function findMail(
  db: Queryable,
  id: number,
  organisationIds: readonly number[] | null,
): Promise<StoredMail | undefined> {
  return (await db.query<StoredMail>(one, [id, organisationIds]))[0];
}

export async function listMail(db: Database, query: MailQuery): Promise<{ total: number; items: MailView[] }> {
  const { organisationIds, state = null, text = '', offset, limit } = query;
  const like = text === '' ? null : `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const where = `($1::bigint[] is null or organisation_id = any($1)) and ($2::text is null or state = $2)
    and ($3::text is null or recipient ilike $3 or subject ilike $3)`;
  const given = [organisationIds, state, like];
  const [items, counted] = await Promise.all([
    db.query<MailView>(`select ${columns} from platform.mail where ${where} order by id desc offset $4 limit $5`, [
      ...given,
      offset,
      limit,
    ]),
    db.query<{ total: number }>(`select count(*) as total from platform.mail where ${where}`, given),
  ]);
  return { total: counted[0]?.total ?? 0, items };
}

const states = statement(
  'mail.states',
  'select id, state, sent_at as "sentAt" from platform.mail where id = any ($1::bigint[])',
);

/** Without those that are too old to be kept. */
export async function mailStates(db: Queryable, ids: readonly number[]): Promise<ReadonlyMap<number, MailProgress>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<MailProgress & { readonly id: number }>(states, [ids]);
  return new Map(rows.map(({ id, state, sentAt }) => [id, { state, sentAt }]));
}

const forgetTo = statement(
  'mail.forget-to',
  'delete from platform.mail where lower(recipient) = any($1::text[]) or person_id = $2',
);
const forgetWord = statement(
  'mail.forget-word',
  `update platform.mail set subject = regexp_replace(subject, $1, $2, 'gi'), text = regexp_replace(text, $1, $2, 'gi'),
     error = regexp_replace(error, $1, $2, 'gi')
   where subject ~* $1 or text ~* $1 or error ~* $1`,
);

export async function forgetPerson(
  tx: Queryable,
  { personId, addresses }: MailOwner,
  words: readonly string[],
  as: string,
): Promise<void> {
  await tx.query(forgetTo, [addresses, personId]);
  for (const word of words) {
    await tx.query(forgetWord, [wholeWord(word), as.replaceAll('\\', String.raw`\\`)]);
  }
}

export function listMailTo(db: Queryable, { personId, addresses }: MailOwner, limit: number): Promise<MailView[]> {
  return db.query<MailView>(to, [addresses, personId, limit]);
}

/** Texts may hold secrets, addresses are personal data: neither is kept longer than somebody may ask for it. */
export async function forgetOldMail(db: Queryable, o: { textsBefore: number; mailBefore: number }): Promise<void> {
  await db.query(`delete from platform.mail where created_at < $1`, [o.mailBefore]);
  await db.query(
    `update platform.mail set text = null, calendar = null, state = case state when 'waiting' then 'failed' else state end
     where text is not null and created_at < $1`,
    [o.textsBefore],
  );
}
