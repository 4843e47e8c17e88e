import {
  componentsOf,
  ianaZone,
  instantOf,
  listOf,
  parameterOf,
  parseDuration,
  propertiesOf,
  propertyOf,
  textOf,
  valueOf,
  type Component,
  type Occurrence,
  type Property,
} from '@landescloud/icalendar';
import type { CalendarContext } from '../context.ts';
import { usualZone } from '../zones.ts';
import { mayWrite } from '../roles.ts';
import type { CalendarView } from '../views.ts';
import type { AttachmentInput, EventWhen, OwnAnswer, ReminderInput } from './event-input.ts';
import { bookingNotes, roomsOfAddresses, type BookingNote } from './invited-rooms.ts';
import { isOwn, peopleByAddress, personOf } from './people.ts';
import { recurrenceOf, type Recurrence } from './recurrence.ts';

export interface AttendeeView {
  readonly name: string;
  readonly email: string;
  readonly login: string | null;
  readonly isOptional: boolean;
  readonly answer: OwnAnswer;
  readonly isMe: boolean;
  /** The invitation came back. */
  readonly isUndelivered: boolean;
  /** Of a room or thing. */
  readonly room: {
    readonly key: string;
    readonly kind: 'room' | 'thing';
    /** Somebody still has to agree. */
    readonly isAsked: boolean;
    /** Why it declined by itself. */
    readonly because: string | null;
    /** In the words of who decided. */
    readonly reason: string;
  } | null;
}

export interface EventView {
  readonly id: number;
  readonly calendarId: number;
  readonly etag: string;
  readonly uid: string;
  readonly recurrenceId: string | null;
  readonly isSeries: boolean;
  readonly title: string;
  readonly place: string;
  readonly description: string;
  readonly link: string;
  readonly categories: string[];
  readonly allDay: boolean;
  readonly startDate: string;
  readonly startTime: string | null;
  readonly endDate: string;
  readonly endTime: string | null;
  readonly zone: string | null;
  readonly start: number;
  readonly end: number;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly isFree: boolean;
  readonly classification: 'public' | 'private' | 'confidential';
  readonly recurrence: Recurrence | null;
  /** Of a series, as it is written. */
  readonly rule: string | null;
  readonly reminders: ReminderInput[];
  readonly organiser: { readonly name: string; readonly email: string } | null;
  /** Who wrote it in the organiser's name. */
  readonly sentBy: string | null;
  readonly attendees: AttendeeView[];
  readonly attachments: AttachmentInput[];
  /** Of the calendar's owner, where they are invited. */
  readonly answer: OwnAnswer | null;
  readonly mayEdit: boolean;
  readonly mayRemove: boolean;
  readonly mayAnswer: boolean;
}

const iso = (local: number): string => new Date(local).toISOString();
const day = 86_400_000;

/** By the clock of its own zone; of one that only the object knows by the state's clock. */
export function whenOf(occurrence: Occurrence): EventWhen {
  const { allDay, localStart, localEnd, floating, zone } = occurrence;
  if (allDay) {
    const last = Math.max(localStart, localEnd - day);
    return {
      allDay,
      startDate: iso(localStart).slice(0, 10),
      startTime: null,
      endDate: iso(last).slice(0, 10),
      endTime: null,
      zone: null,
    };
  }
  const known = zone === null ? null : ianaZone(zone.id);
  const shown = floating || known !== null ? null : usualZone();
  const [start, end] =
    shown === null
      ? [localStart, localEnd]
      : [occurrence.start + shown.offsetAt(occurrence.start), occurrence.end + shown.offsetAt(occurrence.end)];
  return {
    allDay,
    startDate: iso(start).slice(0, 10),
    startTime: iso(start).slice(11, 16),
    endDate: iso(end).slice(0, 10),
    endTime: iso(end).slice(11, 16),
    zone: floating ? null : ((shown ?? zone)?.id ?? null),
  };
}

interface PresentInput {
  readonly context: Pick<CalendarContext, 'db'>;
  readonly calendar: CalendarView;
  readonly id: number;
  readonly etag: string;
  readonly uid: string;
  readonly occurrence: Occurrence;
  readonly master: Component | null;
  /** The time and no more. */
  readonly isRedacted: boolean;
  /** Whose files these are: addresses of pages here. */
  readonly linkTo: (path: string) => string;
}

/** An event, or one date of a series, as the form shows it. */
export async function presentEvent(input: PresentInput): Promise<EventView> {
  const { context, calendar, id, etag, uid, occurrence, master, isRedacted, linkTo } = input;
  const { component } = occurrence;
  const when = whenOf(occurrence);
  const text = (name: string): string => (isRedacted ? '' : (textOf(component, name) ?? ''));
  const attendees = isRedacted ? [] : propertiesOf(component, 'ATTENDEE');
  const organiser = isRedacted ? undefined : propertyOf(component, 'ORGANIZER');
  const sender = organiser === undefined ? undefined : parameterOf(organiser, 'SENT-BY');
  const [known, owner] = await Promise.all([
    peopleByAddress(
      context.db,
      [...attendees, ...(organiser === undefined ? [] : [organiser])].map(({ value }) => value).concat(sender ?? []),
    ),
    calendar.ownerKind === 'person' ? personOf(context.db, calendar.ownerId) : undefined,
  ]);
  const rooms = await roomsOfAddresses(
    context.db,
    attendees.map(({ value }) => value),
  );
  const isOrganised = organiser !== undefined && !(owner !== undefined && isOwn(organiser, owner));
  const notes = isOrganised ? new Map<number, BookingNote>() : await bookingNotes(context.db, uid, [...rooms.values()]);
  const roomOf = ({ value }: Property): AttendeeView['room'] => {
    const room = rooms.get(value.trim().toLowerCase());
    if (room === undefined) return null;
    const { key, kind } = room;
    const note = notes.get(room.id);
    return { key, kind, isAsked: note?.state === 'asked', because: note?.because ?? null, reason: note?.reason ?? '' };
  };
  const nameOf = (property: Property): string =>
    known.get(property.value.trim().toLowerCase())?.name ?? parameterOf(property, 'CN') ?? addressText(property.value);
  const shown = attendees.slice(0, 500).map((property): AttendeeView => ({
    name: nameOf(property),
    email: addressText(property.value),
    login: known.get(property.value.trim().toLowerCase())?.login ?? null,
    isOptional: (parameterOf(property, 'ROLE') ?? '').toUpperCase() === 'OPT-PARTICIPANT',
    answer: answerOf(parameterOf(property, 'PARTSTAT')),
    isMe: owner !== undefined && isOwn(property, owner),
    isUndelivered: parameterOf(property, 'SCHEDULE-STATUS')?.startsWith('5.') === true,
    room: roomOf(property),
  }));
  const own = shown.find(({ isMe }) => isMe);
  const writable = mayWrite(calendar.role) && !isRedacted && calendar.kind === 'calendar';
  const rule = master === null ? undefined : valueOf(master, 'RRULE');
  const weekday = new Date(occurrence.localStart).getUTCDay() || 7;
  const status = (valueOf(component, 'STATUS') ?? '').toUpperCase();
  return {
    id,
    calendarId: calendar.id,
    etag,
    uid,
    recurrenceId: occurrence.recurrenceId,
    isSeries: occurrence.recurrenceId !== null,
    title: text('SUMMARY'),
    place: text('LOCATION'),
    description: text('DESCRIPTION'),
    link: isRedacted ? '' : linkOf(component),
    categories: isRedacted ? [] : propertiesOf(component, 'CATEGORIES').flatMap(({ value }) => listOf(value)),
    ...when,
    start: occurrence.allDay ? instantOf(usualZone(), occurrence.localStart) : occurrence.start,
    end: occurrence.allDay ? instantOf(usualZone(), occurrence.localEnd) : occurrence.end,
    status: status === 'TENTATIVE' ? 'tentative' : status === 'CANCELLED' ? 'cancelled' : 'confirmed',
    isFree: (valueOf(component, 'TRANSP') ?? '').toUpperCase() === 'TRANSPARENT',
    classification: classificationOf(component),
    recurrence: rule === undefined ? null : recurrenceOf(rule, occurrence.zone, weekday),
    rule: rule ?? null,
    reminders: isRedacted ? [] : remindersOf(component),
    organiser: organiser === undefined ? null : { name: nameOf(organiser), email: addressText(organiser.value) },
    sentBy: sender === undefined ? null : (known.get(sender.trim().toLowerCase())?.name ?? addressText(sender)),
    attendees: shown,
    attachments: isRedacted
      ? []
      : propertiesOf(component, 'ATTACH').flatMap((property) => attachmentOf(property, linkTo)),
    answer: own?.answer ?? null,
    mayEdit: writable && !isOrganised,
    mayRemove: writable,
    mayAnswer: writable && isOrganised && own !== undefined,
  };
}

const addressText = (address: string): string => address.trim().replace(/^mailto:/i, '');

export function answerOf(partstat: string | undefined): OwnAnswer {
  const answer = (partstat ?? '').toLowerCase();
  return answer === 'accepted' || answer === 'declined' || answer === 'tentative' ? answer : 'needs-action';
}

function classificationOf(component: Component): EventView['classification'] {
  const value = (valueOf(component, 'CLASS') ?? 'PUBLIC').toLowerCase();
  return value === 'public' || value === 'private' ? value : 'confidential';
}

function linkOf(component: Component): string {
  const link = valueOf(component, 'CONFERENCE') ?? valueOf(component, 'URL') ?? '';
  // What a browser would run is no conference.
  return /^https?:\/\//i.test(link) ? link : '';
}

function remindersOf(component: Component): ReminderInput[] {
  const found = componentsOf(component, 'VALARM').flatMap((alarm): ReminderInput[] => {
    const trigger = propertyOf(alarm, 'TRIGGER');
    if (trigger === undefined || parameterOf(trigger, 'RELATED') === 'END' || !/^[+-]?P/i.test(trigger.value.trim()))
      return [];
    const { days, milliseconds } = parseDuration(trigger.value.trim());
    const minutes = -Math.round((days * day + milliseconds) / 60_000);
    const action = (valueOf(alarm, 'ACTION') ?? '').toUpperCase();
    if (minutes < -1439 || minutes > 40_320 || (action !== 'DISPLAY' && action !== 'EMAIL')) return [];
    return [{ minutes, by: action === 'EMAIL' ? ('mail' as const) : ('display' as const) }];
  });
  return found.slice(0, 10);
}

function attachmentOf(property: Property, linkTo: (path: string) => string): AttachmentInput[] {
  const url = property.value.trim();
  if (!/^https?:\/\//i.test(url)) return [];
  const name = parameterOf(property, 'FILENAME') ?? parameterOf(property, 'LABEL') ?? url;
  const here = linkTo('/f/');
  const id = url.startsWith(here) ? Number(url.slice(here.length)) : NaN;
  return [Number.isSafeInteger(id) && id > 0 ? { nodeId: id, name, url: null } : { nodeId: null, name, url }];
}
