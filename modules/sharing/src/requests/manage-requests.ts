import { type Actor, type PersonActor, systemActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { checkedMessage, requireDue } from './make-request.ts';
import { recordRequest, type RequestDeps } from './request-deps.ts';
import { requestClosed, requestNotFound } from './request-errors.ts';
import { requestReader, type RequestRow } from './request-reader.ts';
import type { RequestDetails, RequestPage, RequestSummary } from './request-view.ts';
import { requestWriter } from './request-writer.ts';
import { tellChanged, tellReminded } from './tell-recipients.ts';

const day = 24 * 3_600_000;

const dueSoon = statement(
  'sharing.find-requests-to-remind',
  `select id from sharing.request where closed_at is null and remind_days is not null and due_at > $1
     and due_at - remind_days * 86400000::bigint <= $1 and id > $2 order by id limit 200`,
);

export interface RequestChange {
  readonly dueAt?: number;
  readonly message?: string;
  readonly remindDays?: number | null;
}

export interface ManageRequests {
  /** One's own, open and soon due first. */
  list(actor: PersonActor, query: { isOpen: boolean | null; offset: number; limit: number }): Promise<RequestPage>;
  /** For the asker, and for who may change the folder. */
  get(actor: PersonActor, id: number): Promise<RequestDetails>;
  /**
   * Another date, message or reminder; whoever has something missing is told of the first two. Conflict
   * `sharing.request_closed`, Invalid `sharing.request_invalid`.
   */
  change(actor: PersonActor, id: number, change: RequestChange): Promise<RequestDetails>;
  /** Nothing is taken any more; what was handed in stays. Twice is no error. */
  close(actor: PersonActor, id: number): Promise<RequestDetails>;
  /** Whoever has something missing and was not reminded within a day; of these, or all. Answers how many. */
  remind(actor: PersonActor, id: number, recipientIds?: readonly number[]): Promise<number>;
  /** What the job does: reminds once before it is due. */
  remindDue(): Promise<number>;
}

export function manageRequests(deps: RequestDeps): ManageRequests {
  const { db, clock, files } = deps;

  async function known(actor: PersonActor, id: number): Promise<RequestRow> {
    const row = Number.isSafeInteger(id) ? await requestReader.byId(db, id) : undefined;
    if (row === undefined) throw requestNotFound();
    if (row.askerId === actor.personId) return row;
    // whoever works in the folder works with what is asked for it
    const node = await files.nodes.get(actor, { id: row.folder.id }).catch(() => null);
    if (node?.role !== 'editor' && node?.role !== 'manager') throw requestNotFound();
    return row;
  }

  async function details(row: RequestRow): Promise<RequestDetails> {
    const [items, recipients] = await Promise.all([
      requestReader.items(db, row.id),
      requestReader.recipients(db, row.id),
    ]);
    const mails = await deps.mail.states(recipients.flatMap(({ mailId }) => mailId ?? []));
    return {
      ...summary(row),
      message: row.message,
      remindDays: row.remindDays,
      items: items.map(({ id, name, required }) => ({ id, name, required })),
      recipients: recipients.map(
        ({ id, who, mailId, sentAt, openedAt, doneAt, reminders, remindedAt, came, missing, parts }) => {
          const mail = mailId === null ? null : (mails.get(mailId) ?? null);
          const times = { sentAt, openedAt, doneAt, reminders, remindedAt };
          return { id, who, mail, ...times, came, missing, parts };
        },
      ),
    };
  }

  async function remindAll(actor: Actor, row: RequestRow, wanted: (id: number) => boolean): Promise<number> {
    const byJob = actor.kind === 'system';
    const items = await requestReader.items(db, row.id);
    const recipients = await requestReader.recipients(db, row.id);
    const now = clock.now();
    let told = 0;
    for (const recipient of recipients.filter(({ id, missing }) => wanted(id) && missing.length > 0)) {
      await db.transaction(async (tx) => {
        if (!(await requestWriter.noteReminder(tx, recipient.id, now, byJob, now - day))) return;
        await tellReminded(deps, tx, row, items, recipient);
        told += 1;
      });
    }
    return told;
  }

  return {
    async list(actor, query) {
      const { total, items } = await requestReader.mine(db, actor.personId, query);
      return { total, items: items.map(summary) };
    },
    get: async (actor, id) => details(await known(actor, id)),
    async change(actor, id, change) {
      const row = await known(actor, id);
      if (row.closedAt !== null) throw requestClosed();
      const { dueAt = row.dueAt, remindDays = row.remindDays } = change;
      const message = change.message === undefined ? row.message : checkedMessage(change.message);
      if (dueAt !== row.dueAt) requireDue(dueAt, clock.now());
      const changed = { ...row, dueAt, message, remindDays };
      await db.transaction(async (tx) => {
        if (!(await requestWriter.change(tx, changed))) throw requestClosed();
        if (dueAt !== row.dueAt || remindDays !== row.remindDays) await requestWriter.remindAgain(tx, id);
        const { organisationId } = row;
        const data = { dueAt, remindDays };
        await recordRequest(deps, tx, actor, { type: 'sharing.request_changed', id, organisationId, data });
        if (dueAt === row.dueAt && message === row.message) return;
        for (const recipient of await requestReader.recipients(tx, id))
          if (recipient.missing.length > 0) await tellChanged(deps, tx, changed, recipient);
      });
      return details(await known(actor, id));
    },
    async close(actor, id) {
      const row = await known(actor, id);
      await db.transaction(async (tx) => {
        if (!(await requestWriter.close(tx, id, clock.now()))) return;
        const recipients = await requestReader.recipients(tx, id);
        const ended = (ids: readonly number[]) => ids.map((each) => ({ granteeId: -each, roles: [] }));
        await files.grants.share(tx, row.folder.id, ended(recipients.map((recipient) => recipient.id)));
        for (const part of await requestReader.openParts(tx, id)) {
          await files.grants.share(tx, part.folderId, ended([part.id]));
        }
        const { organisationId } = row;
        await recordRequest(deps, tx, actor, { type: 'sharing.request_closed', id, organisationId, data: {} });
      });
      return details(await known(actor, id));
    },
    async remind(actor, id, recipientIds) {
      const row = await known(actor, id);
      if (row.closedAt !== null) throw requestClosed();
      return remindAll(actor, row, (each) => recipientIds === undefined || recipientIds.includes(each));
    },
    async remindDue() {
      let told = 0;
      for (let last = 0; ;) {
        const rows = await db.query<{ id: number }>(dueSoon, [clock.now(), last]);
        for (const { id } of rows) {
          const row = await requestReader.byId(db, id);
          if (row !== undefined) told += await remindAll(systemActor('remind-requests'), row, () => true);
          last = id;
        }
        if (rows.length === 0) return told;
      }
    },
  };
}

function summary(row: RequestRow): RequestSummary {
  const { id, title, folder, asker, dueAt, madeAt, closedAt, recipientCount, completeCount } = row;
  return { id, title, folder, asker, dueAt, madeAt, closedAt, recipientCount, completeCount };
}
