import {
  Moment,
  attendeeOf,
  counterTo,
  partAt,
  partOf,
  partstatOf,
  readCalendar,
  replyTo,
  viewOf,
  type Calendar,
  type OutgoingMessage,
  type Part,
  type Partstat,
} from '@landescloud/icalendar';
import { insertDelivery, placeOfUid } from '../delivery-store.ts';
import { personParty, type Party } from '../parties.ts';
import type { SchedulingDeps } from '../scheduling-deps.ts';
import { readStored } from '../stored-object.ts';
import { endOf } from '../when-of.ts';
import { invitationByToken, type Invitation } from '../mail/invitation-store.ts';
import { datesOf, type GuestDate } from './dates-of.ts';
import { invitationGone, invitationNotFound, instanceNotFound, proposalInvalid } from './guest-errors.ts';

/** What who was invited by mail sees of the meeting: what stands in the mail, and nothing of the others' answers. */
export interface GuestView {
  readonly title: string;
  readonly organizer: string;
  readonly organisation: string;
  /** Who it is for. */
  readonly name: string;
  readonly location: string;
  readonly description: string;
  readonly allDay: boolean;
  /** Milliseconds since 1970; of whole days as if they were in UTC. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly recurring: boolean;
  readonly cancelled: boolean;
  readonly over: boolean;
  readonly answer: string;
  /** The next of a series, at most 30. */
  readonly dates: readonly GuestDate[];
}

export interface GuestAnswer {
  readonly answer: Partstat;
  readonly comment?: string;
  /** Of a series: only this one, as `dates` names it. */
  readonly recurrenceId?: string;
}

export interface GuestProposal {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly comment?: string;
  readonly recurrenceId?: string;
}

/** NotFound `calendar.invitation_not_found`, Conflict `calendar.invitation_over`. */
export interface GuestAnswers {
  look(token: string): Promise<GuestView>;
  /** Who invites; null where there is no such invitation. */
  organisationOf(token: string): Promise<number | null>;
  answer(token: string, answer: GuestAnswer): Promise<GuestView>;
  /** Another time. The organizer decides. Invalid `calendar.proposal_invalid`. */
  propose(token: string, proposal: GuestProposal): Promise<GuestView>;
}

interface Visit {
  readonly invitation: Invitation;
  readonly owner: Party;
  /** Only what they are invited to; null: nothing is left. */
  readonly view: Calendar | null;
}

const longestProposal = 7 * 86_400_000;

export function guestAnswers(
  deps: SchedulingDeps,
  deliverNow: (delivery: { readonly id: number }) => Promise<void>,
): GuestAnswers {
  const { db, clock, jobs } = deps;

  async function visit(token: string): Promise<Visit> {
    const invitation = await invitationByToken(db, token);
    const owner = invitation === undefined ? null : await personParty(db, invitation.ownerId);
    if (invitation === undefined || owner === null) throw invitationNotFound();
    const place = await placeOfUid(db, invitation.ownerKind, invitation.ownerId, invitation.uid);
    const stored = place === null ? undefined : await readStored(db, place);
    const calendar = stored === undefined ? null : partOf(readCalendar(stored.data));
    return { invitation, owner, view: calendar === null ? null : viewOf(calendar, `mailto:${invitation.address}`) };
  }

  async function open(token: string): Promise<Visit & { readonly view: Calendar }> {
    const found = await visit(token);
    const { view } = found;
    if (view === null || (await shown(found)).over) throw invitationGone();
    return { ...found, view };
  }

  async function shown({ invitation, owner, view }: Visit): Promise<GuestView> {
    const [row] = await db.query<{ name: string }>('select name from directory.organisation where id = $1', [
      owner.organisationId,
    ]);
    const about = { organizer: owner.name, organisation: row?.name ?? '', name: invitation.name };
    const part = view === null ? null : partAt(view, undefined);
    const now = clock.now();
    if (view === null || part === null) return { ...nothing, ...about };
    const start = part.moment('dtstart') ?? Moment.at(now);
    const dates = datesOf(view, invitation.address, now);
    const end = endOf(part, start);
    return {
      ...about,
      title: textOf(part, 'summary'),
      location: textOf(part, 'location'),
      description: (part.line('description')?.plain ?? '').slice(0, 20_000),
      allDay: start.isDate,
      startsAt: start.instant,
      endsAt: end.instant,
      recurring: part.has('rrule') || part.has('rdate'),
      cancelled: false,
      over: dates.length === 0,
      answer: answerOf(part, invitation),
      dates,
    };
  }

  async function send({ invitation, owner }: Visit, message: OutgoingMessage | null): Promise<void> {
    if (message === null) throw instanceNotFound();
    const { method, calendar } = message;
    const [data, sender] = [Buffer.from(calendar.toString()), `mailto:${invitation.address}`];
    const delivery = {
      recipientKind: 'person',
      recipientId: owner.id,
      uid: invitation.uid,
      method,
      quiet: false,
    } as const;
    const id = await db.transaction(async (tx) => {
      const made = await insertDelivery(tx, { ...delivery, sender, data }, clock.now());
      await jobs.enqueue(tx, 'calendar.deliver', { id: made }, { key: String(made) });
      const actor = { kind: 'link', name: invitation.name } as const;
      const event = { type: 'calendar.guest_answered', actor, organisationId: owner.organisationId, at: clock.now() };
      await deps.events.record(tx, [{ ...event, subject: `invitation:${invitation.id}`, data: { method } }]);
      return made;
    });
    // at once, so that the page shows it; the job finds it done
    await deliverNow({ id });
  }

  return {
    look: async (token) => shown(await visit(token)),
    async organisationOf(token) {
      const invitation = await invitationByToken(db, token);
      return invitation === undefined ? null : ((await personParty(db, invitation.ownerId))?.organisationId ?? null);
    },
    async answer(token, { answer: partstat, comment = '', recurrenceId }) {
      const found = await open(token);
      const attendee = `mailto:${found.invitation.address}`;
      const of = instanceOf(found.view, recurrenceId);
      await send(found, replyTo(found.view, { attendee, partstat, comment, now: clock.now(), ...of }));
      return shown(await visit(token));
    },
    async propose(token, { startsAt, endsAt, comment = '', recurrenceId }) {
      const found = await open(token);
      if (!(startsAt < endsAt && endsAt - startsAt <= longestProposal && startsAt > clock.now()))
        throw proposalInvalid();
      const attendee = `mailto:${found.invitation.address}`;
      const [start, end] = [Moment.at(startsAt), Moment.at(endsAt)];
      const of = instanceOf(found.view, recurrenceId);
      await send(found, counterTo(found.view, { attendee, start, end, comment, now: clock.now(), ...of }));
      return shown(await visit(token));
    },
  };
}

const nothing = {
  title: '',
  location: '',
  description: '',
  allDay: false,
  startsAt: 0,
  endsAt: 0,
  recurring: false,
  cancelled: true,
  over: true,
  answer: 'NEEDS-ACTION',
  dates: [],
} as const;

function instanceOf(view: Calendar, recurrenceId: string | undefined): { instance?: Moment } {
  if (recurrenceId === undefined) return {};
  return { instance: Moment.parse(recurrenceId, null, view.zones) };
}

function textOf(part: Part, name: string): string {
  return (part.line(name)?.plain ?? '').replaceAll(/\s+/g, ' ').trim();
}

function answerOf(part: Part, { address }: Invitation): string {
  const mine = attendeeOf(part, `mailto:${address}`);
  return mine === undefined ? 'NEEDS-ACTION' : partstatOf(mine);
}
