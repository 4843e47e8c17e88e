import { randomUUID } from 'node:crypto';
import { statement, type Queryable } from '@landescloud/platform/database';

export interface InboxItem {
  readonly id: number;
  readonly uri: string;
  readonly uid: string;
  readonly data: Buffer;
  readonly createdAt: number;
}

const columns = `id, uri, uid, data, created_at as "createdAt"`;
const INSERT = statement(
  'calendar.insert_inbox_item',
  'insert into calendar.inbox_item (person_id, uri, uid, data, created_at) values ($1, $2, $3, $4, $5)',
);
const LIST = statement(
  'calendar.list_inbox',
  `select ${columns} from calendar.inbox_item where person_id = $1 order by id limit 1000`,
);
const ONE = statement(
  'calendar.inbox_item',
  `select ${columns} from calendar.inbox_item where person_id = $1 and uri = $2`,
);
const REMOVE = statement(
  'calendar.remove_inbox_item',
  'delete from calendar.inbox_item where person_id = $1 and uri = $2 returning id',
);
const TIDY = statement('calendar.tidy_inbox', 'delete from calendar.inbox_item where created_at < $1');

export async function insertInboxItem(
  q: Queryable,
  { personId, uid, data }: { readonly personId: number; readonly uid: string; readonly data: Buffer },
  now: number,
): Promise<void> {
  await q.query(INSERT, [personId, `${randomUUID()}.ics`, uid, data, now]);
}

export function listInbox(q: Queryable, personId: number): Promise<InboxItem[]> {
  return q.query<InboxItem>(LIST, [personId]);
}

export async function findInboxItem(q: Queryable, personId: number, uri: string): Promise<InboxItem | undefined> {
  return (await q.query<InboxItem>(ONE, [personId, uri]))[0];
}

export async function removeInboxItem(q: Queryable, personId: number, uri: string): Promise<boolean> {
  return (await q.query(REMOVE, [personId, uri])).length > 0;
}

export async function tidyInbox(q: Queryable, before: number): Promise<void> {
  await q.query(TIDY, [before]);
}
