import { type Queryable, statement } from '@landescloud/platform/database';
import type { MailLanguage } from '@landescloud/platform/mail';

/** Which of a hand-over's receipts. */
export interface ReceiptKey {
  readonly id: number;
  readonly language: MailLanguage;
  /** As visitors may have it. */
  readonly isPublic: boolean;
}

export interface PreparedRow {
  readonly done: number;
  readonly total: number;
  readonly madeAt: number | null;
}

const values = ({ id, language, isPublic }: ReceiptKey) => [id, language, isPublic];
const one = 'handover_id = $1 and language = $2 and is_public = $3';

const find = statement(
  'sharing.find-prepared-receipt',
  `select done, total, made_at as "madeAt" from sharing.prepared_receipt where ${one}`,
);
const ask = statement(
  'sharing.ask-prepared-receipt',
  `insert into sharing.prepared_receipt (handover_id, language, is_public, asked_at, total) values ($1, $2, $3, $4, $5)
   on conflict (handover_id, language, is_public) do update
     set asked_at = excluded.asked_at, total = excluded.total, done = 0, made_at = null, pdf = null
     where prepared_receipt.made_at <= $6 returning handover_id`,
);
const note = statement('sharing.note-receipt-lines', `update sharing.prepared_receipt set done = $4 where ${one}`);
const keep = statement(
  'sharing.keep-prepared-receipt',
  `update sharing.prepared_receipt set pdf = $5, made_at = $4, done = total where ${one}`,
);
const read = statement(
  'sharing.read-prepared-receipt',
  `select pdf from sharing.prepared_receipt where ${one} and made_at > $4`,
);
const sweep = statement('sharing.sweep-prepared-receipts', 'delete from sharing.prepared_receipt where made_at <= $1');

export const preparedReceipts = {
  async find(q: Queryable, key: ReceiptKey): Promise<PreparedRow | undefined> {
    return (await q.query<PreparedRow>(find, values(key)))[0];
  },
  /** False: it is being made, or was made after `freshAfter`. */
  async ask(q: Queryable, key: ReceiptKey, at: number, total: number, freshAfter: number): Promise<boolean> {
    return (await q.query(ask, [...values(key), at, total, freshAfter])).length > 0;
  },
  async noteLines(q: Queryable, key: ReceiptKey, lines: number): Promise<void> {
    await q.query(note, [...values(key), lines]);
  },
  async keep(q: Queryable, key: ReceiptKey, pdf: Buffer, at: number): Promise<void> {
    await q.query(keep, [...values(key), at, pdf]);
  },
  async read(q: Queryable, key: ReceiptKey, freshAfter: number): Promise<Buffer | undefined> {
    return (await q.query<{ pdf: Buffer }>(read, [...values(key), freshAfter]))[0]?.pdf;
  },
  async sweep(q: Queryable, before: number): Promise<void> {
    await q.query(sweep, [before]);
  },
};
