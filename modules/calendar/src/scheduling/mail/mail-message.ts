import {
  Moment,
  allParts,
  attendeeOf,
  extent,
  objectOf,
  partsOf,
  type Calendar,
  type ItipMethod,
} from '@landescloud/icalendar';
import type { Transaction } from '@landescloud/platform/database';
import type { Party } from '../parties.ts';
import type { SchedulingDeps } from '../scheduling-deps.ts';
import { keepInvitation } from './invitation-store.ts';
import { invitationMail } from './mail-texts.ts';

interface Outgoing {
  readonly method: ItipMethod;
  readonly calendar: Calendar;
  /** Lower case, without 'mailto:'. */
  readonly address: string;
}

/**
 * iMIP (RFC 6047) to somebody without a calendar here. What the organizer sends names the mailbox with the invitation's
 * token as organizer's address, as programs answer to that and to nothing else; EMAIL and CN say who it is.
 */
export async function mailMessage(
  deps: SchedulingDeps,
  tx: Transaction,
  from: Party,
  { method, calendar, address }: Outgoing,
): Promise<void> {
  const { mail, secrets, link, mailbox, clock } = deps;
  const sent = calendar.clone();
  const parts = partsOf(sent);
  if (parts === null) return;
  const isOrganizer = method === 'REQUEST' || method === 'CANCEL' || method === 'ADD' || method === 'DECLINECOUNTER';
  const first = parts.master ?? [...parts.overrides.values()][0]!;
  let page: string | null = null;
  let replyTo = from.addresses[0]?.replace(/^mailto:/, '') ?? '';
  if (isOrganizer) {
    const name = attendeeOf(first, `mailto:${address}`)?.parameter('cn') ?? '';
    const who = { ownerKind: from.kind, ownerId: from.id, uid: parts.uid, address, name: name.slice(0, 200) };
    const { last } = extent(objectOf(sent, { message: true }));
    const { token, sentAt } = await keepInvitation(secrets, tx, { ...who, endsAt: last }, clock.now());
    page = link(`/e/${token}`);
    if (mailbox !== null) replyTo = withToken(mailbox, token);
    for (const part of allParts(parts)) {
      namesMailbox(part, replyTo, from);
      part.set('dtstamp', Moment.at(sentAt));
    }
  }
  const { subject, text } = invitationMail({
    method,
    part: first,
    parts: allParts(parts).length,
    from: from.name,
    page,
  });
  const content = sent.toString();
  await mail.send(tx, {
    to: address,
    language: 'de',
    kind: `calendar.${method.toLowerCase()}`,
    subject,
    text,
    organisationId: from.organisationId,
    fromName: from.name,
    ...(replyTo.includes('@') ? { replyTo } : {}),
    calendar: { method, content },
    // the page answers for who has the address of it
    secret: page !== null,
  });
}

/** `termine+<token>@cloud.example`. */
export function withToken(mailbox: string, token: string): string {
  const at = mailbox.lastIndexOf('@');
  return `${mailbox.slice(0, at)}+${token}${mailbox.slice(at)}`;
}

function namesMailbox(part: ReturnType<typeof allParts>[number], address: string, from: Party): void {
  const organizer = part.line('organizer');
  if (organizer === null || !address.includes('@')) return;
  const own = from.addresses[0]?.replace(/^mailto:/, '') ?? '';
  if (own.includes('@') && own !== address) organizer.setParameter('email', own);
  if (organizer.parameter('cn') === undefined) organizer.setParameter('cn', from.name);
  organizer.setValue(`mailto:${address}`);
  // some programs answer as the attendee that is the organizer, and others count who is invited
  for (const attendee of part.lines('attendee'))
    if (from.addresses.includes(attendee.value.toLowerCase())) attendee.setValue(`mailto:${address}`);
}
