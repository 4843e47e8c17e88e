import {
  busyTypeOf,
  CalendarInvalid,
  componentsOf,
  extent,
  instantOf,
  listOf,
  occurrences,
  parameterOf,
  propertiesOf,
  propertyOf,
  textOf,
  timeOf,
  utc,
  valueOf,
  type CalendarObject,
  type Component,
  type Occurrence,
  type Property,
  type Zone,
} from '@landescloud/icalendar';
import { dataInvalid, outOfRange } from '../errors.ts';
import { indexAlarms, type AlarmIndex } from '../reminders/index-alarms.ts';
import type { Busy, ShownEvent } from '../views.ts';
import { usualZone } from '../zones.ts';
import { ownAnswer } from './own-answer.ts';

export interface IndexedOccurrence {
  readonly recurrenceId: string | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly allDay: boolean;
  /** Dates, too. */
  readonly floating: boolean;
  readonly busy: number;
  /** null: as the object's. */
  readonly shown: ShownEvent | null;
}

/** What is kept beside the bytes, so that ranges and overviews need not read them. */
export interface ObjectIndex {
  readonly uid: string;
  readonly component: string;
  readonly class: string;
  readonly scheduled: boolean;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly recurring: boolean;
  readonly indexedFrom: number | null;
  readonly indexedUntil: number | null;
  readonly shown: ShownEvent;
  readonly occurrences: readonly IndexedOccurrence[];
  readonly alarms: AlarmIndex;
}

/** Whose calendar it is in. */
export interface IndexedFor {
  /** As attendees are named. */
  readonly addresses: readonly string[];
  /** Where alarms of dates and floating times ring. */
  readonly zone: Zone;
  /** False: nobody is reminded of what is in it. */
  readonly rings: boolean;
}

const nobody: IndexedFor = { addresses: [], zone: usualZone(), rings: false };

const day = 86_400_000;
/** Occurrences of a series that stand in the index; what lies beyond is read when it is asked for. */
const mostIndexed = 750;
const indexedBack = 400 * day;
const indexedAhead = 550 * day;
/** RFC 4791 section 5.2.6: dates before and after are refused. */
export const minDate = Date.UTC(1900, 0, 1);
export const maxDate = Date.UTC(2200, 0, 1);

export const busyNames: readonly Busy[] = ['free', 'busy', 'tentative', 'unavailable'];

export function indexObject(object: CalendarObject, now: number, owner: IndexedFor = nobody): ObjectIndex {
  const { first, last } = extent(object);
  if (first !== null && first < minDate) throw outOfRange('min');
  if (first !== null && first > maxDate) throw outOfRange('max');
  const main = object.master ?? object.overrides[0];
  if (main === undefined) throw dataInvalid('no-component', 'There is no component.');
  const recurring = object.overrides.length > 0 || isSeries(object);
  const window = recurring
    ? seriesWindow(object, first, now)
    : { found: all(object, first, last), from: null, until: null };
  const shown = shownOf(main);
  return {
    uid: object.uid,
    component: object.kind,
    class: classOf(object),
    scheduled: [object.master, ...object.overrides].some(
      (each) => each !== null && propertyOf(each, 'ORGANIZER') !== undefined,
    ),
    firstAt: first,
    lastAt: last,
    recurring,
    indexedFrom: window.from,
    indexedUntil: window.until,
    shown,
    occurrences: window.found.map((each) => ({
      recurrenceId: each.recurrenceId,
      startsAt: each.start,
      endsAt: each.end,
      allDay: each.allDay,
      floating: each.allDay || each.floating,
      busy: busyNames.indexOf(busyOf(each.component, owner.addresses)),
      shown: each.component === main ? null : shownOf(each.component),
    })),
    alarms: alarmsFor(object, now, owner),
  };
}

/** Whether the index says something else of it in somebody else's calendar: whether they come, and when they are reminded. */
export function concernsOwner({ master, overrides }: CalendarObject): boolean {
  return [...(master === null ? [] : [master]), ...overrides].some(
    (part) => propertyOf(part, 'ATTENDEE') !== undefined || componentsOf(part, 'VALARM').length > 0,
  );
}

/** What rings next after a moment. */
export function alarmsFor(object: CalendarObject, after: number, { rings, zone }: IndexedFor): AlarmIndex {
  if (!rings) return { alarms: [], until: null };
  const recurring = object.overrides.length > 0 || isSeries(object);
  return indexAlarms(object, { after, last: extent(object).last, recurring, zone });
}

function isSeries({ master }: CalendarObject): boolean {
  return master !== null && (propertyOf(master, 'RRULE') !== undefined || propertyOf(master, 'RDATE') !== undefined);
}

function all(object: CalendarObject, first: number | null, last: number | null): Occurrence[] {
  if (first === null) return [];
  return occurrences(object, { from: first - day, to: (last ?? first) + day, most: 2 });
}

function seriesWindow(object: CalendarObject, first: number | null, now: number) {
  const from = Math.max(first ?? now, now - indexedBack);
  const until = now + indexedAhead;
  const found = tried(object, from, until);
  if (found.length < mostIndexed) return { found, from, until };
  // So many that they do not reach far: what is near is worth most.
  const near = Math.max(from, now - 7 * day);
  const close = tried(object, near, until);
  const end = close.length < mostIndexed ? until : (close.at(-1)?.start ?? near);
  return { found: close.filter((each) => each.start < end || end === until), from: near, until: end };
}

function tried(object: CalendarObject, from: number, to: number): Occurrence[] {
  try {
    return occurrences(object, { from, to, most: mostIndexed });
  } catch (error) {
    if (error instanceof CalendarInvalid) throw dataInvalid(error.problem, error.message);
    throw error;
  }
}

/** The strictest of all its components. */
export function classOf(object: CalendarObject): string {
  const classes = [object.master, ...object.overrides].map((each) =>
    each === null ? 'PUBLIC' : (valueOf(each, 'CLASS') ?? 'PUBLIC').toUpperCase(),
  );
  if (classes.includes('CONFIDENTIAL')) return 'CONFIDENTIAL';
  return classes.every((each) => each === 'PUBLIC') ? 'PUBLIC' : 'PRIVATE';
}

/** `addresses`: whose calendar it is. What they declined does not make them busy, whatever their program wrote. */
export function busyOf(component: Component, addresses: readonly string[] = []): Busy {
  const type = busyTypeOf(component);
  if (type === null) return 'free';
  const answer = ownAnswer(component, addresses);
  if (answer === 'DECLINED' || answer === 'DELEGATED') return 'free';
  if (answer === 'TENTATIVE' && type === 'BUSY') return 'tentative';
  return type === 'BUSY' ? 'busy' : type === 'BUSY-TENTATIVE' ? 'tentative' : 'unavailable';
}

const longest = 500;

export function shownOf(component: Component): ShownEvent {
  const text = (name: string): string | undefined => {
    const found = textOf(component, name)?.trim();
    return found === undefined || found === ''
      ? undefined
      : found.slice(0, longest).toWellFormed().replaceAll('\0', '');
  };
  const categories = propertiesOf(component, 'CATEGORIES')
    .flatMap(({ value }) => listOf(value))
    .slice(0, 20);
  const people = propertiesOf(component, 'ATTENDEE');
  const attendees = people.length;
  const [summary, location, status, colour] = [text('SUMMARY'), text('LOCATION'), text('STATUS'), text('COLOR')];
  const [organiser, url] = [text('ORGANIZER'), text('CONFERENCE') ?? text('URL')];
  const [due, completed] = [instant(component, 'DUE'), instant(component, 'COMPLETED')];
  const [percent, priority] = [whole(text('PERCENT-COMPLETE')), whole(text('PRIORITY'))];
  return {
    ...(summary === undefined ? {} : { summary }),
    ...(location === undefined ? {} : { location }),
    ...(status === undefined ? {} : { status: status.toUpperCase() }),
    ...(busyOf(component) === 'free' ? { transparent: true as const } : {}),
    ...(categories.length === 0
      ? {}
      : { categories: categories.map((each) => each.slice(0, longest).toWellFormed().replaceAll('\0', '')) }),
    ...(colour === undefined ? {} : { colour }),
    ...(organiser === undefined ? {} : { organiser }),
    ...(attendees === 0 ? {} : { attendees }),
    ...(attendees === 0 || attendees > mostAnswers ? {} : { answers: answersOf(people) }),
    ...(componentsOf(component, 'VALARM').length === 0 ? {} : { alarms: true as const }),
    ...(url === undefined ? {} : { url }),
    ...(due === undefined ? {} : { due }),
    ...(completed === undefined ? {} : { completed }),
    ...(percent === undefined ? {} : { percent }),
    ...(priority === undefined ? {} : { priority }),
  };
}

const mostAnswers = 60;

function answersOf(people: readonly Property[]): Record<string, string> {
  return Object.fromEntries(
    people.map((each) => [
      each.value.trim().toLowerCase().slice(0, longest).toWellFormed().replaceAll('\0', ''),
      (parameterOf(each, 'PARTSTAT') ?? 'NEEDS-ACTION').toUpperCase().slice(0, 40),
    ]),
  );
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

/** As if it were UTC where its zone is not at hand: for overviews. */
function instant(component: Component, name: string): number | undefined {
  const property = propertyOf(component, name);
  if (property === undefined) return undefined;
  try {
    return instantOf(utc, timeOf(property).local);
  } catch {
    return undefined;
  }
}
