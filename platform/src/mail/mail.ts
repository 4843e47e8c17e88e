import type { Clock, PersonActor } from '@landescloud/kernel';
import type { Database, Log, Queryable } from '../database/index.ts';
import { silent } from '../database/index.ts';
import type { DomainEvent } from '../events/index.ts';
import type { Jobs } from '../jobs/index.ts';
import { invalidMail, invalidMailAddress, mailNotConfigured, mailNotFound, mailTextDeleted } from './errors.ts';
import { isOneLine, parseMailAddress } from './mail-address.ts';
import type { MailCalendar, MailOwner, MailProgress, MailQuery, MailView } from './mail-store.ts';
import {
  claimMail,
  findMail,
  forgetOldMail,
  forgetPerson,
  insertMail,
  letMailWait,
  listMail,
  listMailTo,
  mailStates,
  settleMail,
} from './mail-store.ts';
import type { MailSender, Smtp } from './smtp.ts';
import { createSmtp, SmtpError } from './smtp.ts';

export interface NewMail {
  /** One address. */
  readonly to: string;
  readonly language: 'de' | 'en';
  /** What it is about, `<room>.<word>`: for administrators who look for it. */
  readonly kind: string;
  readonly subject: string;
  /** Plain text. Paragraphs and links become an HTML part too. */
  readonly text: string;
  /** Whose administrators may see it; null: only those of the platform. */
  readonly organisationId: number | null;
  /** To whom, where that is known. */
  readonly personId?: number;
  /** An invitation, an answer or a cancellation beside the text (RFC 6047). */
  readonly calendar?: MailCalendar;
  /** For whom it is sent: 'Anna Petersen'. Their name stands before the sender's. */
  readonly fromName?: string;
  /** Where answers go. */
  readonly replyTo?: string;
  /** Its text opens something: it is deleted as soon as a mail server has taken it. */
  readonly secret?: boolean;
}

export interface ForgottenPerson {
  readonly personId: number;
  /** In lower case, theirs alone. */
  readonly addresses: readonly string[];
  /** What nobody else is called. */
  readonly names: readonly string[];
  /** What stands in their place. */
  readonly as: string;
}

/** Of which organisations; null: all. */
export type MailScope = readonly number[] | null;

export interface Mail {
  /** Whether a mail server is configured; without, mail is kept for administrators to see. */
  readonly sends: boolean;
  /**
   * Written with what `tx` does and sent after its commit. Answers the id. Invalid `mail.invalid_address`,
   * `mail.invalid_input`.
   */
  send(tx: Queryable, mail: NewMail): Promise<number>;
  /** For the rooms that had them sent. No right is checked. */
  states(ids: readonly number[]): Promise<ReadonlyMap<number, MailProgress>>;
  /** Newest first, without texts. */
  list(query: MailQuery): Promise<{ total: number; items: MailView[] }>;
  /** What was sent to these addresses, newest first and at most `limit`, without texts. No right is checked. */
  sentTo(owner: MailOwner, limit: number): Promise<MailView[]>;
  /** Somebody is erased: mail to them goes, and what was written to others says `as` where it named them. */
  forget(tx: Queryable, who: ForgottenPerson): Promise<void>;
  /** With its text, which may hold secrets: that somebody read it is an event. NotFound `mail.not_found`. */
  get(actor: PersonActor, id: number, scope: MailScope): Promise<MailView & { readonly text: string | null }>;
  /** Conflict `mail.not_configured`, `mail.text_deleted`. */
  resend(actor: PersonActor, id: number, scope: MailScope): Promise<MailView>;
}

export interface MailDeps {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly events: { record(tx: Queryable, events: readonly DomainEvent[]): Promise<void> };
  readonly clock: Clock;
  readonly log?: Log;
  /** null: mail is kept. */
  readonly smtpUrl: string | null;
  readonly sender: MailSender;
}

const sendJob = 'mail.send';
const tidyJob = 'mail.tidy';
/** At growing intervals, over a bit more than a day. */
const mostAttempts = 14;
const day = 24 * 3_600_000;
const textsStay = 30 * day;
const mailStays = 365 * day;
const longestSubject = 200;
const longestText = 100_000;
const longestCalendar = 2_000_000;

/** Outgoing mail: an outbox, and the job that empties it. Before `jobs.start`. */
export function createMail({ db, jobs, events, clock, log = silent, smtpUrl, sender }: MailDeps): Mail {
  const smtp: Smtp | null = smtpUrl === null ? null : createSmtp(smtpUrl, sender);

  jobs.define<{ id: number }>(sendJob, ({ id }) => deliver(id), { maxAttempts: mostAttempts });
  jobs.define(tidyJob, () =>
    forgetOldMail(db, { textsBefore: clock.now() - textsStay, mailBefore: clock.now() - mailStays }),
  );
  jobs.cron('40 3 * * *', tidyJob);

  async function deliver(id: number): Promise<void> {
    const mail = await claimMail(db, id);
    if (mail === undefined) return;
    if (smtp === null || mail.text === null) return settleMail(db, id, smtp === null ? 'kept' : 'failed');
    try {
      await smtp.deliver({ ...mail, text: mail.text, at: clock.now() });
    } catch (error) {
      if (!(error instanceof SmtpError)) throw error;
      const over = error.forGood || mail.attempts >= mostAttempts;
      await settleMail(db, id, over ? 'failed' : 'waiting', { error: error.message });
      if (!over) throw error;
      log.warn({ mail: id }, 'a mail could not be sent and will not be tried again');
      return;
    }
    await settleMail(db, id, 'sent', { sentAt: clock.now() });
  }

  async function record(tx: Queryable, actor: PersonActor, type: string, mail: MailView): Promise<void> {
    const { kind, personId, name, client } = actor;
    const { organisationId } = mail;
    const event = { type, organisationId, subject: `mail:${mail.id}`, data: { kind: mail.kind }, at: clock.now() };
    await events.record(tx, [{ ...event, actor: { kind, personId, name, client } }]);
  }

  return {
    sends: smtp !== null,
    async send(tx, mail) {
      const id = await insertMail(tx, {
        personId: null,
        secret: false,
        calendar: null,
        fromName: null,
        replyTo: null,
        ...checked(mail),
        state: smtp === null ? 'kept' : 'waiting',
        at: clock.now(),
      });
      if (smtp !== null) await jobs.enqueue(tx, sendJob, { id }, { key: String(id) });
      return id;
    },
    states: (ids) => mailStates(db, ids),
    list: (query) => listMail(db, query),
    forget: (tx, { names, as, ...owner }) => forgetPerson(tx, owner, [...names, ...owner.addresses], as),
    sentTo: (owner, limit) => listMailTo(db, owner, limit),
    async get(actor, id, scope) {
      const found = await findMail(db, id, scope);
      if (found === undefined) throw mailNotFound();
      const { messageId: _, calendar: __, fromName: ___, replyTo: ____, ...mail } = found;
      if (mail.text !== null) await record(db, actor, 'mail.text_read', mail);
      return mail;
    },
    async resend(actor, id, scope) {
      const found = await findMail(db, id, scope);
      if (found === undefined) throw mailNotFound();
      if (smtp === null) throw mailNotConfigured();
      if (found.text === null) throw mailTextDeleted();
      return db.transaction(async (tx) => {
        const mail = await letMailWait(tx, id);
        if (mail === undefined) throw mailNotFound();
        await jobs.enqueue(tx, sendJob, { id }, { key: String(id) });
        await record(tx, actor, 'mail.sent_again', mail);
        return mail;
      });
    },
  };
}

function checked(mail: NewMail): NewMail {
  const to = parseMailAddress(mail.to);
  if (to === null) throw invalidMailAddress();
  const subject = mail.subject.trim();
  if (subject === '' || subject.length > longestSubject || !isOneLine(subject)) {
    throw invalidMail('subject', `A subject is one line of 1 to ${longestSubject} characters.`);
  }
  if (!/^[a-z]+\.[a-z_]+$/.test(mail.kind)) throw invalidMail('kind', 'A kind is written room.word.');
  if (mail.text.trim() === '' || mail.text.length > longestText || mail.text.includes('\0')) {
    throw invalidMail('text', `A text has 1 to ${longestText} characters, and no NUL.`);
  }
  const replyTo = mail.replyTo === undefined ? undefined : parseMailAddress(mail.replyTo);
  if (replyTo === null) throw invalidMailAddress();
  if (
    mail.calendar !== undefined &&
    (mail.calendar.content.length > longestCalendar || !/^[A-Z]+$/.test(mail.calendar.method))
  )
    throw invalidMail('calendar', `A calendar object has a method and at most ${longestCalendar} characters.`);
  const fromName = mail.fromName?.replace(/[\s"<>]+/g, ' ').trim();
  return {
    ...mail,
    to,
    subject,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(fromName === undefined ? {} : { fromName }),
  };
}
