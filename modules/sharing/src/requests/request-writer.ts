import { type Queryable, statement } from '@landescloud/platform/database';

const insertOne = statement(
  'sharing.insert-request',
  `insert into sharing.request (asker_id, organisation_id, folder_id, folder_name, title, message, due_at, remind_days, made_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
);
const insertItems = statement(
  'sharing.insert-request-items',
  `insert into sharing.request_item (request_id, position, name, folder_name, required)
   select $1, i.position, i.name, i.folder_name, i.required
   from unnest($2::text[], $3::text[], $4::boolean[]) with ordinality as i (name, folder_name, required, position)`,
);
const insertRecipient = statement(
  'sharing.insert-request-recipient',
  `insert into sharing.request_recipient (id, request_id, person_id, name, address, language, token_hash, token_sealed, sent_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const changeOne = statement(
  'sharing.change-request',
  `update sharing.request set due_at = $2, message = $3, remind_days = $4 where id = $1 and closed_at is null returning id`,
);
const remindAgain = statement(
  'sharing.remind-of-request-again',
  'update sharing.request_recipient set auto_reminded_at = null where request_id = $1',
);
const closeOne = statement(
  'sharing.close-request',
  'update sharing.request set closed_at = $2 where id = $1 and closed_at is null returning id',
);
const noteMail = statement(
  'sharing.note-request-mail',
  'update sharing.request_recipient set mail_id = $2 where id = $1',
);
const noteOpened = statement(
  'sharing.note-request-opened',
  'update sharing.request_recipient set opened_at = $2 where id = $1 and opened_at is null',
);
const noteDone = statement(
  'sharing.note-request-done',
  'update sharing.request_recipient set done_at = $2 where id = $1',
);
const insertPart = statement(
  'sharing.insert-request-part',
  `insert into sharing.request_part (id, recipient_id, folder_id, folder_name, begun_at) values ($1, $2, $3, $4, $5)
   on conflict do nothing returning id`,
);
const submitPart = statement(
  'sharing.submit-request-part',
  'update sharing.request_part set submitted_at = $2 where id = $1 and submitted_at is null returning id',
);
const linkPart = statement(
  'sharing.set-handover-of-request-part',
  'update sharing.request_part set handover_id = $2, receipt_sealed = $3 where id = $1',
);
const noteReminder = statement(
  'sharing.note-request-reminder',
  `update sharing.request_recipient set reminders = reminders + 1, reminded_at = $2,
     auto_reminded_at = case when $3 then $2::bigint else auto_reminded_at end
   where id = $1 and (reminded_at is null or reminded_at <= $4) and not ($3 and auto_reminded_at is not null) returning id`,
);

export interface NewRequestRow {
  readonly askerId: number;
  readonly organisationId: number;
  readonly folder: { readonly id: number; readonly name: string };
  readonly title: string;
  readonly message: string;
  readonly dueAt: number;
  readonly remindDays: number | null;
  readonly madeAt: number;
}

export interface NewRecipientRow {
  readonly id: number;
  readonly personId: number | null;
  readonly name: string;
  readonly address: string | null;
  readonly language: 'de' | 'en';
  readonly tokenHash: Buffer;
  readonly tokenSealed: Buffer;
  readonly sentAt: number;
}

const done = async (rows: Promise<unknown[]>): Promise<boolean> => (await rows).length > 0;

export const requestWriter = {
  async insert(tx: Queryable, r: NewRequestRow): Promise<number> {
    const folder = [r.folder.id, r.folder.name];
    const rest = [r.title, r.message, r.dueAt, r.remindDays, r.madeAt];
    const [row] = await tx.query<{ id: number }>(insertOne, [r.askerId, r.organisationId, ...folder, ...rest]);
    return (row as { id: number }).id;
  },
  async insertItems(
    tx: Queryable,
    id: number,
    items: readonly { readonly name: string; readonly folderName: string; readonly required: boolean }[],
  ): Promise<void> {
    const columns = [items.map(({ name }) => name), items.map((i) => i.folderName), items.map((i) => i.required)];
    await tx.query(insertItems, [id, ...columns]);
  },
  async insertRecipient(tx: Queryable, requestId: number, n: NewRecipientRow): Promise<void> {
    const who = [n.personId, n.name, n.address, n.language];
    await tx.query(insertRecipient, [n.id, requestId, ...who, n.tokenHash, n.tokenSealed, n.sentAt]);
  },
  /** False: it was closed. */
  change: (tx: Queryable, r: { id: number; dueAt: number; message: string; remindDays: number | null }) =>
    done(tx.query(changeOne, [r.id, r.dueAt, r.message, r.remindDays])),
  /** Another date: the job may remind once more. */
  async remindAgain(tx: Queryable, id: number): Promise<void> {
    await tx.query(remindAgain, [id]);
  },
  close: (tx: Queryable, id: number, at: number) => done(tx.query(closeOne, [id, at])),
  /** The last one that was written to them. */
  async noteMail(tx: Queryable, recipientId: number, mailId: number): Promise<void> {
    await tx.query(noteMail, [recipientId, mailId]);
  },
  async noteOpened(q: Queryable, recipientId: number, at: number): Promise<void> {
    await q.query(noteOpened, [recipientId, at]);
  },
  /** Null: more is to come after all. */
  async noteDone(q: Queryable, recipientId: number, at: number | null): Promise<void> {
    await q.query(noteDone, [recipientId, at]);
  },
  /** False: there is an open one already. */
  insertPart: (
    tx: Queryable,
    p: { id: number; recipientId: number; folderId: number; folderName: string; at: number },
  ) => done(tx.query(insertPart, [p.id, p.recipientId, p.folderId, p.folderName, p.at])),
  /** False: it was submitted already. */
  submitPart: (tx: Queryable, id: number, at: number) => done(tx.query(submitPart, [id, at])),
  async linkPart(tx: Queryable, id: number, handoverId: number, receiptSealed: Buffer): Promise<void> {
    await tx.query(linkPart, [id, handoverId, receiptSealed]);
  },
  /** False: they were reminded after `notSince` already, or once by the job. */
  noteReminder: (tx: Queryable, recipientId: number, at: number, byJob: boolean, notSince: number) =>
    done(tx.query(noteReminder, [recipientId, at, byJob, notSince])),
};
