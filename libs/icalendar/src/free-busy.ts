import type { CalendarObject } from './calendar-object.ts';
import { parameterOf, propertiesOf, valueOf } from './component.ts';
import type { Component } from './component.ts';
import { occurrences, overlaps } from './occurrences.ts';
import type { Occurrence, OccurrenceRange } from './occurrences.ts';
import { parsePeriod } from './values.ts';

export type BusyType = 'BUSY' | 'BUSY-TENTATIVE' | 'BUSY-UNAVAILABLE';

/** Epoch milliseconds; `end` is exclusive. */
export interface BusyPeriod {
  readonly start: number;
  readonly end: number;
  readonly type: BusyType;
}

/** As what an occurrence of this event counts (RFC 4791, section 7.10): null where it is transparent or cancelled. */
export function busyTypeOf(component: Component): BusyType | null {
  if (component.name !== 'VEVENT') return null;
  const status = valueOf(component, 'STATUS')?.toUpperCase();
  if (valueOf(component, 'TRANSP')?.toUpperCase() === 'TRANSPARENT' || status === 'CANCELLED') return null;
  const shown = valueOf(component, 'X-MICROSOFT-CDO-BUSYSTATUS')?.toUpperCase();
  if (shown === 'FREE') return null;
  if (status === 'TENTATIVE' || shown === 'TENTATIVE') return 'BUSY-TENTATIVE';
  return shown === 'OOF' ? 'BUSY-UNAVAILABLE' : 'BUSY';
}

/** When an event makes busy in a range, cut to it; of a stored VFREEBUSY its periods. Unsorted objects: see `mergeBusy`. */
export function freeBusy(object: CalendarObject, range: OccurrenceRange): BusyPeriod[] {
  if (object.kind === 'VFREEBUSY') return object.master === null ? [] : listed(object.master, range);
  if (object.kind !== 'VEVENT') return [];
  return occurrences(object, range).flatMap((occurrence) => busyOf(occurrence, range));
}

export function busyOf(
  { start, end, component }: Occurrence,
  { from, to }: Pick<OccurrenceRange, 'from' | 'to'>,
): BusyPeriod[] {
  const type = busyTypeOf(component);
  return type === null || start === end ? [] : [{ start: Math.max(start, from), end: Math.min(end, to), type }];
}

function listed(component: Component, { from, to }: OccurrenceRange): BusyPeriod[] {
  const found: BusyPeriod[] = [];
  for (const property of propertiesOf(component, 'FREEBUSY')) {
    const type = (parameterOf(property, 'FBTYPE') ?? 'BUSY').toUpperCase();
    if (type === 'FREE') continue;
    for (const text of property.value.split(',').filter((part) => part.trim() !== '')) {
      const { start, end } = parsePeriod(text, null);
      const period = {
        start: start.local,
        end: 'local' in end ? end.local : start.local + end.days * 86_400_000 + end.milliseconds,
      };
      const known = type === 'BUSY-TENTATIVE' || type === 'BUSY-UNAVAILABLE' ? type : 'BUSY';
      if (period.end > period.start && overlaps(period, from, to))
        found.push({ start: Math.max(period.start, from), end: Math.min(period.end, to), type: known });
    }
  }
  return found;
}

const ORDER: readonly BusyType[] = ['BUSY-TENTATIVE', 'BUSY', 'BUSY-UNAVAILABLE'];

/** The same time as rising periods that do not overlap; where several types meet, unavailable wins over busy over tentative. */
export function mergeBusy(periods: readonly BusyPeriod[]): BusyPeriod[] {
  const edges = periods.flatMap(({ start, end, type }) => [
    { at: start, step: 1, rank: ORDER.indexOf(type) },
    { at: end, step: -1, rank: ORDER.indexOf(type) },
  ]);
  edges.sort((a, b) => a.at - b.at);
  const open = [0, 0, 0];
  const merged: BusyPeriod[] = [];
  let since = 0;
  let rank = -1;
  for (let index = 0; index < edges.length;) {
    const { at } = edges[index]!;
    for (; index < edges.length && edges[index]!.at === at; index += 1) open[edges[index]!.rank]! += edges[index]!.step;
    const next = open.findLastIndex((count) => count > 0);
    if (next === rank) continue;
    if (rank !== -1) merged.push({ start: since, end: at, type: ORDER[rank]! });
    [since, rank] = [at, next];
  }
  return merged;
}
