import { CalendarInvalid } from './calendar-invalid.ts';
import type { CalendarObject } from './calendar-object.ts';
import { componentsOf, valueOf, withoutProperties, type Component } from './component.ts';
import type { BusyPeriod, BusyType } from './free-busy.ts';
import { occurrences, type OccurrenceRange } from './occurrences.ts';
import { propertyOf } from './component.ts';
import { timesOf, zoneOfTime } from './times.ts';
import { timeOf } from './values.ts';
import { instantOf, utc } from './zone.ts';
import { zonesOf } from './zones-of.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * When somebody cannot be met by what their VAVAILABILITYs say (RFC 7953, section 5): within the time that one covers, all
 * but its AVAILABLE times. Of several the one with the higher PRIORITY decides (1 is the highest, 0 and none the lowest).
 * Throws `CalendarInvalid`.
 */
export function unavailableTimes(calendar: Component, range: OccurrenceRange): BusyPeriod[] {
  const zones = zonesOf(calendar);
  const rank = (part: Component) => (Number(valueOf(part, 'PRIORITY') ?? 0) || 10) % 10 || 10;
  const parts = componentsOf(calendar, 'VAVAILABILITY').toSorted((a, b) => rank(a) - rank(b));
  const found: BusyPeriod[] = [];
  const decided: Span[] = [];
  for (const part of parts) {
    const covered = coveredBy(part, calendar, range);
    if (covered === null) continue;
    const open = minus([covered], decided);
    const free = componentsOf(part, 'AVAILABLE').flatMap((each) =>
      occurrences(availableObject(each, zones), { ...range, most: 2000 }),
    );
    const type = busyType(valueOf(part, 'BUSYTYPE'));
    if (type !== null) found.push(...minus(open, free).map((span) => ({ ...span, type })));
    decided.push(covered);
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function coveredBy(
  part: Component,
  calendar: Component,
  { from, to, floatingZone = utc }: OccurrenceRange,
): Span | null {
  const zones = zonesOf(calendar);
  const [dtstart, times] = [propertyOf(part, 'DTSTART'), timesOf(part, zones, utc)];
  const at = (local: number, zone: typeof floatingZone | null) => instantOf(zone ?? floatingZone, local);
  const start = dtstart === undefined ? -Infinity : at(timeOf(dtstart).local, zoneOfTime(timeOf(dtstart), zones, utc));
  const lasts = part.children.some(({ name }) => name === 'DTEND' || name === 'DURATION');
  const length = times === null || !lasts ? Infinity : times.length.days * 86_400_000 + times.length.milliseconds;
  const span = { start: Math.max(start, from), end: length === Infinity ? to : Math.min(start + length, to) };
  return span.start < span.end ? span : null;
}

/** AVAILABLE recurs as events do. */
function availableObject(part: Component, zones: CalendarObject['zones']): CalendarObject {
  const master: Component = { ...withoutProperties(part, 'STATUS'), name: 'VEVENT' };
  if (!master.children.some(({ name }) => name === 'DTSTART'))
    throw new CalendarInvalid('value', 'AVAILABLE has no DTSTART.');
  return {
    root: { name: 'VCALENDAR', children: [master] },
    before: '',
    kind: 'VEVENT',
    uid: '',
    master,
    overrides: [],
    method: null,
    zones,
  };
}

function busyType(text: string | undefined): BusyType | null {
  const type = (text ?? 'BUSY-UNAVAILABLE').toUpperCase();
  return type === 'BUSY' || type === 'BUSY-TENTATIVE' ? type : 'BUSY-UNAVAILABLE';
}

function minus(spans: readonly Span[], without: readonly Span[]): Span[] {
  let left: Span[] = [...spans];
  for (const { start, end } of without)
    left = left.flatMap((span) =>
      end <= span.start || start >= span.end
        ? [span]
        : [
            { start: span.start, end: Math.min(start, span.end) },
            { start: Math.max(end, span.start), end: span.end },
          ].filter((each) => each.start < each.end),
    );
  return left;
}
