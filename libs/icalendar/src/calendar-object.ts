import { CalendarInvalid } from './calendar-invalid.ts';
import { componentsOf, propertiesOf, valueOf } from './component.ts';
import type { Component } from './component.ts';
import { defaultLimits } from './limits.ts';
import type { CalendarLimits } from './limits.ts';
import { readTree } from './read-tree.ts';
import { seriesOf } from './series.ts';
import { writeTree } from './write-tree.ts';
import { zonesOf } from './zones-of.ts';
import type { ZoneFinder } from './zones-of.ts';

export type ObjectKind = 'VEVENT' | 'VTODO' | 'VJOURNAL' | 'VFREEBUSY' | 'VAVAILABILITY';
const KINDS: readonly string[] = ['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VAVAILABILITY'];

/** One event, task, entry or free/busy with its overrides. Never changed: edits make new ones. */
export interface CalendarObject {
  /** The VCALENDAR. */
  readonly root: Component;
  /** What stood before it in the text: a byte order mark. */
  readonly before: string;
  readonly kind: ObjectKind;
  readonly uid: string;
  /** The component without RECURRENCE-ID; null where only overrides were sent, to one who is invited to single dates. */
  readonly master: Component | null;
  /** The components with RECURRENCE-ID, as they stand in the text. */
  readonly overrides: readonly Component[];
  /** METHOD; null in what is stored. */
  readonly method: string | null;
  readonly zones: ZoneFinder;
}

export interface ReadOptions {
  readonly limits?: CalendarLimits;
  /** An iTIP message: METHOD is allowed, VFREEBUSY and VEVENT without DTSTART too. */
  readonly message?: boolean;
}

/**
 * Reads one calendar object resource (RFC 4791, section 4.1): one VCALENDAR without METHOD, components of one type (besides time
 * zones) and one UID, at most one of them without RECURRENCE-ID. Dates, rules and the time zones that they name are checked as well, so
 * that no other function here fails for what was read. Throws `CalendarInvalid`.
 */
export function readCalendar(input: Uint8Array | string, options: ReadOptions = {}): CalendarObject {
  const limits = options.limits ?? defaultLimits;
  const { before, calendars } = readTree(input, limits);
  const [root] = calendars;
  if (root === undefined) throw new CalendarInvalid('no-calendar', 'There is no VCALENDAR.');
  if (calendars.length > 1) throw new CalendarInvalid('several-uids', 'There are several VCALENDARs.');
  return calendarObject(root, { ...options, before });
}

/** The same from a tree, for components that were taken from a larger file or made anew. */
export function calendarObject(
  root: Component,
  options: ReadOptions & { readonly before?: string } = {},
): CalendarObject {
  const limits = options.limits ?? defaultLimits;
  const parts = componentsOf(root).filter(({ name }) => name !== 'VTIMEZONE');
  const [first] = parts;
  const named = parts.filter(({ name }) => KINDS.includes(name));
  if (first === undefined || named.length === 0)
    throw new CalendarInvalid('no-component', 'There is no event, task or journal entry.');
  if (parts.some(({ name }) => name !== named[0]!.name))
    throw new CalendarInvalid('mixed-components', 'There are components of several types.');
  const uid = valueOf(first, 'UID') ?? '';
  if (parts.some((part) => (valueOf(part, 'UID') ?? '') === ''))
    throw new CalendarInvalid('no-uid', 'There is no UID.');
  if (parts.some((part) => valueOf(part, 'UID') !== uid))
    throw new CalendarInvalid('several-uids', 'There are several UIDs.');
  if (uid.length > limits.uid)
    throw new CalendarInvalid('uid-too-long', `The UID has more than ${limits.uid} characters.`);
  const method = valueOf(root, 'METHOD') ?? null;
  if (method !== null && options.message !== true)
    throw new CalendarInvalid('method', 'What is stored has no METHOD: this is a message.');
  const masters = parts.filter((part) => propertiesOf(part, 'RECURRENCE-ID').length === 0);
  if (masters.length > 1) throw new CalendarInvalid('two-masters', 'Two components have no RECURRENCE-ID.');
  const overrides = parts.filter((part) => part !== masters[0]);
  if (overrides.length > limits.dates) throw new CalendarInvalid('too-many', `More than ${limits.dates} overrides.`);
  const object: CalendarObject = {
    root,
    before: options.before ?? '',
    kind: first.name as ObjectKind,
    uid,
    master: masters[0] ?? null,
    overrides,
    method: method?.toUpperCase() ?? null,
    zones: zonesOf(root),
  };
  seriesOf(object, limits);
  return object;
}

/** The text of an object; of one that was read, the same characters. */
export function writeCalendar(object: Pick<CalendarObject, 'root' | 'before'>): string {
  return writeTree([object.root], object.before);
}
