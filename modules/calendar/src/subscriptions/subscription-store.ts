import { statement, type Queryable } from '@landescloud/platform/database';
import type { KnownFile } from './fetch-calendar.ts';

export interface Subscription extends KnownFile {
  readonly calendarId: number;
  readonly url: string;
  readonly everyMs: number;
  readonly nextAt: number;
  readonly refreshedAt: number | null;
  readonly failures: number;
  readonly failedAt: number | null;
  readonly problem: string | null;
}

const columns = `s.calendar_id as "calendarId", s.url, s.etag, s.last_modified as "lastModified", s.content, s.every_ms as "everyMs",
  s.next_at as "nextAt", s.refreshed_at as "refreshedAt", s.failures, s.failed_at as "failedAt", s.problem`;

const INSERT = statement(
  'calendar.insert_subscription',
  'insert into calendar.subscription (calendar_id, url, every_ms, next_at) values ($1, $2, $3, $4)',
);
const FIND = statement(
  'calendar.find_subscription',
  `select ${columns} from calendar.subscription s where s.calendar_id = $1`,
);
const OWN = statement(
  'calendar.own_subscriptions',
  `select ${columns} from calendar.subscription s join calendar.calendar c on c.id = s.calendar_id
   where c.owner_kind = 'person' and c.owner_id = $1 and c.deleted_at is null order by s.calendar_id`,
);
/** Whoever takes them has until `again`; then another may. */
const TAKE = statement(
  'calendar.take_due_subscriptions',
  `update calendar.subscription s set next_at = $2 where s.calendar_id in (
     select d.calendar_id from calendar.subscription d join calendar.calendar c on c.id = d.calendar_id
     where d.next_at <= $1 and c.deleted_at is null order by d.next_at limit $3 for update of d skip locked)
   returning ${columns}`,
);
const SUCCEED = statement(
  'calendar.subscription_succeeded',
  `update calendar.subscription set etag = $2, last_modified = $3, content = $4, every_ms = $5, next_at = $6, refreshed_at = $7,
     failures = 0, failed_at = null, problem = null where calendar_id = $1`,
);
const FAIL = statement(
  'calendar.subscription_failed',
  `update calendar.subscription set failures = failures + 1, failed_at = $2, next_at = $3, problem = $4 where calendar_id = $1`,
);

export async function insertSubscription(
  q: Queryable,
  { calendarId, url, everyMs, nextAt }: Pick<Subscription, 'calendarId' | 'url' | 'everyMs' | 'nextAt'>,
): Promise<void> {
  await q.query(INSERT, [calendarId, url, everyMs, nextAt]);
}

export async function findSubscription(q: Queryable, calendarId: number): Promise<Subscription | undefined> {
  return (await q.query<Subscription>(FIND, [calendarId]))[0];
}

export function listSubscriptions(q: Queryable, personId: number): Promise<Subscription[]> {
  return q.query<Subscription>(OWN, [personId]);
}

export function takeDue(q: Queryable, now: number, again: number, most: number): Promise<Subscription[]> {
  return q.query<Subscription>(TAKE, [now, again, most]);
}

export async function noteSuccess(
  q: Queryable,
  calendarId: number,
  { etag, lastModified, content, everyMs, now }: KnownFile & { readonly everyMs: number; readonly now: number },
): Promise<void> {
  await q.query(SUCCEED, [calendarId, etag, lastModified, content, everyMs, now + everyMs, now]);
}

export async function noteFailure(
  q: Queryable,
  calendarId: number,
  { problem, now, nextAt }: { readonly problem: string; readonly now: number; readonly nextAt: number },
): Promise<void> {
  await q.query(FAIL, [calendarId, now, nextAt, problem]);
}
