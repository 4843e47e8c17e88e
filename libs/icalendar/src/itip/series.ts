import type { CalendarObject } from '../calendar-object.ts';
import { CalendarInvalid } from '../calendar-invalid.ts';
import { occurrences } from '../occurrences.ts';
import { Moment } from './moment.ts';
import { Line, type Part } from './part.ts';

export function isSeries(part: Part): boolean {
  return part.has('rrule') || part.has('rdate');
}

/** Where the series has the instance: its start as the series writes it. null: it has none there. */
export function findInstance(master: Part, wanted: Moment): Moment | null {
  const start = master.moment('dtstart') ?? master.moment('due');
  if (start === null) return null;
  if (!isSeries(master)) return start.key === wanted.key ? start : null;
  const component = master.toComponent();
  const object: CalendarObject = {
    root: { name: 'VCALENDAR', children: [component] },
    before: '',
    kind: component.name as CalendarObject['kind'],
    uid: '',
    master: component,
    overrides: [],
    method: null,
    zones: master.zones,
  };
  const from = wanted.instant;
  const found = occurrencesOf(object, from).find(({ recurrenceId }) => recurrenceId === wanted.key);
  return found === undefined ? null : new Moment(found.localStart, start.isDate, start.tzid, start.zone);
}

/** What cannot be read has no instances. */
function occurrencesOf(object: CalendarObject, from: number): ReturnType<typeof occurrences> {
  try {
    return occurrences(object, { from, to: from + 1000, most: 50 });
  } catch (error) {
    if (error instanceof CalendarInvalid) return [];
    throw error;
  }
}

/** An override that says what the series says of this instance. */
export function overrideOf(master: Part, start: Moment): Part {
  const part = master.clone();
  part.remove('rrule', 'rdate', 'exdate', 'exrule');
  const first = master.moment('dtstart');
  if (first !== null) {
    for (const name of ['dtend', 'due'] as const) {
      const end = master.moment(name);
      if (end !== null) part.set(name, end.as(start).plus(start.instant - first.instant));
    }
    part.set('dtstart', start);
  }
  part.addValue('recurrence-id', start);
  return part;
}

/** EXDATE for an instance, written as DTSTART is. */
export function exclude(master: Part, instance: Moment): void {
  if (excludedKeys(master).has(instance.key)) return;
  const start = master.moment('dtstart');
  master.add(Line.of('exdate', start === null ? instance : instance.as(start), master.zones));
}

/** The instance is of the series again. */
export function include(master: Part, instance: Moment): void {
  for (const line of master.lines('exdate')) {
    const values = line.moments;
    const left = values.filter(({ key }) => key !== instance.key);
    if (left.length === values.length) continue;
    if (left.length === 0) master.remove(line);
    else line.setMoments(left);
  }
}

export function excludedKeys(master: Part): Map<string, Moment> {
  return new Map(master.lines('exdate').flatMap((line) => line.moments.map((each) => [each.key, each])));
}
