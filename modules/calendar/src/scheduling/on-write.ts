import { randomUUID } from 'node:crypto';
import {
  attendeeAddresses,
  attendeeMessages,
  extent,
  forbiddenToAttendee,
  isScheduled,
  keepsOrganizer,
  noteStatus,
  organizerAddress,
  organizerMessages,
  organizerOf,
  allParts,
  attendeeOf,
  ownAddress,
  partOf,
  partsOf,
  reviseForOrganizer,
  type Calendar,
  type CalendarObject,
  type OutgoingMessage,
} from '@landescloud/icalendar';
import type { Transaction } from '@landescloud/platform/database';
import type { ObjectWrite, Scheduling } from '../scheduling-port.ts';
import { placeOfUid } from './delivery-store.ts';
import { isOf, personParty, type Party } from './parties.ts';
import { post } from './post.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';
import { alreadyScheduled, notTheAttendees, organizerStays, tooManyAttendees } from './scheduling-errors.ts';
import { tellAnswersLater } from './tell-answers.ts';

export const mostAttendees = 500;
/** What delivers writes by this name: nothing follows from it here, the delivery sees to that. */
export const deliverer = 'calendar.deliver';

/** What follows from a person's change of a scheduling object: messages, and what the server says in it itself. */
export function onWrite(deps: SchedulingDeps): Scheduling['onWrite'] {
  return async (tx, write) => {
    const { calendar, actor } = write;
    if (actor.kind === 'system' && actor.name === deliverer) return null;
    if (calendar.ownerKind !== 'person' || calendar.kind !== 'calendar') return null;
    const owner = await personParty(tx, calendar.ownerId);
    const [before, after] = [calendarOf(write.before?.object), calendarOf(write.after?.object)];
    const current = after ?? before;
    if (owner === null || current === null || !isScheduled(current)) return null;
    if (after !== null && attendeeAddresses(after).length > mostAttendees) throw tooManyAttendees(mostAttendees);
    if (before !== null && after !== null && !keepsOrganizer(before, after)) throw organizerStays();
    if (write.before === null && after !== null) await requireUnique(tx, write);
    if (isOf(owner, organizerAddress(current))) return asOrganizer(deps, tx, write, owner, before, after);
    return asAttendee(deps, tx, write, owner, before, after);
  };
}

function calendarOf(object: CalendarObject | undefined): Calendar | null {
  return object === undefined ? null : partOf(object);
}

/** RFC 6638, 3.2.4.1. */
async function requireUnique(tx: Transaction, { calendar, after }: ObjectWrite): Promise<void> {
  const place = await placeOfUid(tx, calendar.ownerKind, calendar.ownerId, after!.object.uid);
  if (place !== null && place.calendarId !== calendar.id) throw alreadyScheduled();
}

async function asOrganizer(
  deps: SchedulingDeps,
  tx: Transaction,
  write: ObjectWrite,
  owner: Party,
  before: Calendar | null,
  after: Calendar | null,
): ReturnType<Scheduling['onWrite']> {
  const now = deps.clock.now();
  const revised =
    after === null ? null : reviseForOrganizer(before, after, { keepAnswers: write.keepAnswers === true });
  if (revised !== null) await noteDeputy(deps, tx, write, owner, revised, organizerAddress(revised));
  const messages = organizerMessages({ before, after: revised, now });
  const loud = messages.filter(({ weight }) => weight === 'notice');
  const sent = isOver(write, now) ? [] : loud;
  const status = await post(deps, tx, owner, sent);
  if (messages.length > loud.length && write.after !== null)
    await tellAnswersLater(deps, tx, owner, write.after.object.uid);
  await recordSent(deps, tx, write, owner, sent);
  return revised === null ? null : said(write, revised, status);
}

async function asAttendee(
  deps: SchedulingDeps,
  tx: Transaction,
  write: ObjectWrite,
  owner: Party,
  before: Calendar | null,
  after: Calendar | null,
): ReturnType<Scheduling['onWrite']> {
  const now = deps.clock.now();
  const mine = ownAddress((after ?? before)!, owner.addresses);
  if (mine === null) return null;
  if (before !== null && after !== null) {
    const [forbidden] = forbiddenToAttendee(before, after, owner.addresses);
    if (forbidden !== undefined) throw notTheAttendees(forbidden);
  }
  const revised = after?.clone() ?? null;
  if (revised !== null) await noteDeputy(deps, tx, write, owner, revised, mine);
  const messages = attendeeMessages({ before, after: revised, self: owner.addresses, now, replies: !write.silent });
  const sent = isOver(write, now) ? [] : messages;
  const status = await post(deps, tx, { ...owner, addresses: [mine, ...owner.addresses] }, sent);
  await recordSent(deps, tx, write, owner, sent);
  return revised === null ? null : said(write, revised, status);
}

/** Nobody is told that what is over was tidied away. */
function isOver({ before, after }: ObjectWrite, now: number): boolean {
  const last = [before?.object, after?.object].flatMap((object) => (object === undefined ? [] : [extent(object).last]));
  return last.every((each) => each !== null && each < now);
}

/** Who acts in somebody's calendar for them is named: SENT-BY (RFC 5545, 3.2.18). */
async function noteDeputy(
  _deps: SchedulingDeps,
  tx: Transaction,
  { actor, calendar }: ObjectWrite,
  owner: Party,
  revised: Calendar,
  address: string,
): Promise<void> {
  const deputy = actor.kind === 'person' && actor.personId !== calendar.ownerId ? actor.personId : null;
  const party = deputy === null ? null : await personParty(tx, deputy);
  const parts = partsOf(revised);
  for (const part of parts === null ? [] : allParts(parts)) {
    const organizer = organizerOf(part);
    const acting = organizer !== null && isOf(owner, organizer.value) ? organizer : attendeeOf(part, address);
    if (acting === undefined) continue;
    if (party === null) acting.removeParameter('sent-by');
    else acting.setParameter('sent-by', party.addresses[0] ?? '');
  }
}

function said(
  { after }: ObjectWrite,
  revised: Calendar,
  status: ReadonlyMap<string, string>,
): { data?: Buffer; scheduleTag: string } {
  noteStatus(revised, status);
  const data = Buffer.from(revised.toString());
  const scheduleTag = randomUUID();
  const unchanged = after !== null && data.equals(Buffer.from(partOf(after.object).toString()));
  return unchanged ? { scheduleTag } : { data, scheduleTag };
}

async function recordSent(
  { events, clock }: SchedulingDeps,
  tx: Transaction,
  { actor, calendar }: ObjectWrite,
  { organisationId }: Party,
  messages: readonly OutgoingMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  const by =
    actor.kind === 'person'
      ? { kind: actor.kind, personId: actor.personId, client: actor.client }
      : { kind: actor.kind, name: actor.name };
  const data = { methods: messages.map(({ method }) => method), recipients: messages.flatMap(({ to }) => to).length };
  const subject = `calendar:${calendar.id}`;
  await events.record(tx, [
    { type: 'calendar.messages_sent', actor: by, organisationId, subject, data, at: clock.now() },
  ]);
}
