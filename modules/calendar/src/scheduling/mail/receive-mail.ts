import { hash } from 'node:crypto';
import {
  CalendarInvalid,
  allParts,
  attendeeOf,
  calendarAddress,
  methodOf,
  organizerAddress,
  partOf,
  partsOf,
  readCalendar,
  type Calendar,
} from '@landescloud/icalendar';
import { statement, type Queryable, type Transaction } from '@landescloud/platform/database';
import { readMail, type ReadMail } from '@landescloud/platform/mail';
import { insertDelivery, placeOfUid } from '../delivery-store.ts';
import { personParty, routeOf, type Party } from '../parties.ts';
import { deliverJob } from '../post.ts';
import { askPerson } from '../questions.ts';
import type { SchedulingDeps } from '../scheduling-deps.ts';
import { failsAuthentication } from './authentication-results.ts';
import { invitationByToken, type Invitation } from './invitation-store.ts';
import { takeUndelivered } from './take-undelivered.ts';

/** What became of a mail; for the log and the audit. */
export type MailOutcome =
  | 'taken'
  | 'asked'
  | 'seen'
  | 'no-calendar'
  | 'automatic'
  | 'undelivered'
  | 'unreadable'
  | 'not-for-us'
  | 'unknown-event';

const SEE = statement(
  'calendar.see_mail',
  'insert into calendar.mail_seen (message, seen_at) values ($1, $2) on conflict do nothing returning message',
);

const fromAttendees = new Set(['REPLY', 'COUNTER', 'REFRESH']);

export interface ReceiveDeps extends SchedulingDeps {
  readonly authserv: string | null;
}

/**
 * One mail of the mailbox (RFC 6047, 2.2 and 3; ADR 0017). It counts by itself only where it came to an address with an
 * invitation's token, is about that meeting, and sender and answering attendee are who was invited; everything else about
 * a meeting here is put before whose meeting it is. The same mail counts once.
 */
export function receiveMail(deps: ReceiveDeps) {
  const { db, clock } = deps;

  /** What servers say of a mail of ours, to the address that it alone had. */
  async function returned(mail: ReadMail): Promise<MailOutcome> {
    const invitation = await invitationOf(db, deps.mailbox, mail.recipients);
    const isTaken = invitation?.ownerKind === 'person' && (await takeUndelivered(deps, invitation));
    const outcome = invitation === null ? 'not-for-us' : isTaken ? 'undelivered' : 'seen';
    await note(deps, db, outcome, mail);
    return outcome;
  }

  return async (source: Buffer): Promise<MailOutcome> => {
    const mail = await readMail(source).catch(() => null);
    if (mail !== null && mail.undelivered !== null) return returned(mail);
    const [text] = mail?.calendars ?? [];
    const message = text === undefined ? null : readMessage(text);
    if (mail === null || text === undefined || message === null) {
      const outcome = mail?.automatic === true ? 'automatic' : text === undefined ? 'no-calendar' : 'unreadable';
      await note(deps, db, outcome, mail);
      return outcome;
    }
    const key = hash('sha256', `${mail.messageId}\0${mail.from ?? ''}\0${text}`, 'buffer');
    return db.transaction(async (tx) => {
      if ((await tx.query(SEE, [key, clock.now()])).length === 0) return 'seen';
      const outcome = await take(deps, tx, mail, message);
      await note(deps, tx, outcome, mail);
      return outcome;
    });
  };
}

function readMessage(text: string): Calendar | null {
  try {
    const object = readCalendar(text, { message: true });
    const message = partOf(object);
    return fromAttendees.has(methodOf(message)) ? message : null;
  } catch (error) {
    if (error instanceof CalendarInvalid) return null;
    throw error;
  }
}

async function take(deps: ReceiveDeps, tx: Transaction, mail: ReadMail, message: Calendar): Promise<MailOutcome> {
  const { clock, jobs, mailbox, authserv } = deps;
  const { uid } = partsOf(message)!;
  const invitation = await invitationOf(tx, mailbox, [
    ...mail.recipients,
    organizerAddress(message).replace(/^mailto:/, ''),
  ]);
  const owner = invitation === null ? await ownerNamed(tx, message) : await personParty(tx, invitation.ownerId);
  if (owner === null) return 'not-for-us';
  if ((await placeOfUid(tx, owner.kind, owner.id, uid)) === null) return 'unknown-event';
  setOrganizer(message, owner);
  const data = Buffer.from(message.toString());
  const proven =
    invitation !== null &&
    invitation.uid === uid &&
    mail.from === invitation.address &&
    saysOnly(message, invitation) &&
    !failsAuthentication(mail.authentication, authserv);
  if (!proven) {
    const sender = `mailto:${mail.from ?? 'unknown'}`;
    await askPerson(deps, tx, owner, { kind: 'unproven', sender, message, data });
    return 'asked';
  }
  const delivery = {
    recipientKind: 'person',
    recipientId: owner.id,
    uid,
    method: methodOf(message),
    quiet: false,
  } as const;
  const sender = calendarAddress(`mailto:${invitation.address}`);
  const id = await insertDelivery(tx, { ...delivery, sender, data }, clock.now());
  await jobs.enqueue(tx, deliverJob, { id }, { key: String(id) });
  return 'taken';
}

async function invitationOf(
  tx: Queryable,
  mailbox: string | null,
  recipients: readonly string[],
): Promise<Invitation | null> {
  if (mailbox === null) return null;
  const [local = '', domain = ''] = mailbox.split('@');
  for (const recipient of recipients) {
    if (!recipient.startsWith(`${local}+`) || !recipient.endsWith(`@${domain}`)) continue;
    const token = recipient.slice(local.length + 1, -domain.length - 1);
    const found = await invitationByToken(tx, token);
    if (found !== undefined) return found;
  }
  return null;
}

/** Without a token only a person of the house can be meant by the organizer's own address. */
async function ownerNamed(tx: Transaction, message: Calendar): Promise<Party | null> {
  const route = await routeOf(tx, organizerAddress(message));
  return route.to === 'party' ? route.party : null;
}

/** Programs answer to the address that they were given; here it is the organizer's own again. */
function setOrganizer(message: Calendar, owner: Party): void {
  for (const part of allParts(partsOf(message)!)) part.line('organizer')?.setValue(owner.addresses[0] ?? '');
}

/** Who was invited answers, and for nobody else. A delegate whom they name comes with them. */
function saysOnly(message: Calendar, { address }: Invitation): boolean {
  return allParts(partsOf(message)!).every((part) => attendeeOf(part, `mailto:${address}`) !== undefined);
}

async function note(
  { events, clock }: ReceiveDeps,
  tx: Queryable,
  outcome: MailOutcome,
  mail: ReadMail | null,
): Promise<void> {
  const at = clock.now();
  const data = { outcome, domain: mail?.from?.split('@').at(-1) ?? null };
  const actor = { kind: 'system', name: 'calendar-mail' } as const;
  await events.record(tx, [
    { type: 'calendar.mail_received', actor, organisationId: null, subject: 'calendar:mail', data, at },
  ]);
}
