import type { CalendarObject } from './calendar-object.ts';
import { componentsOf, parameterOf, propertyOf, textOf, valueOf } from './component.ts';
import type { Component } from './component.ts';
import { DAY } from './days.ts';
import { occurrences } from './occurrences.ts';
import type { Occurrence, OccurrenceRange } from './occurrences.ts';
import { parseDuration, timeIfAny, timeOf } from './values.ts';
import type { DurationValue } from './values.ts';
import { instantOf, localOf, utc } from './zone.ts';
import type { Zone } from './zone.ts';

/** One ringing of an alarm for one occurrence. */
export interface AlarmTime {
  /** Epoch milliseconds. */
  readonly at: number;
  /** ACTION in upper case: DISPLAY, EMAIL, AUDIO or another. */
  readonly action: string;
  readonly text: string | null;
  readonly occurrence: Occurrence;
  readonly alarm: Component;
}

const MOST_ALARMS = 50;
const MOST_REPEATS = 20;
const FIRST = -62_167_219_200_000;
const LAST = 253_402_300_800_000;

/**
 * When the alarms of an object ring in a range, rising (RFC 5545, section 3.6.6): relative to start or end, absolute, repeated. Those of
 * cancelled occurrences and acknowledged ones (RFC 9074) are left out. At most `most` (1000).
 */
export function alarmsOf(object: CalendarObject, range: OccurrenceRange): AlarmTime[] {
  const { from, to } = range;
  const most = range.most ?? 1000;
  const floating = range.floatingZone ?? utc;
  const parts = [...(object.master === null ? [] : [object.master]), ...object.overrides];
  const alarms = parts.flatMap((part) => componentsOf(part, 'VALARM').slice(0, MOST_ALARMS));
  if (alarms.length === 0) return [];
  // how far an alarm may ring from its occurrence
  let [before, after] = [0, 0];
  let absolute = false;
  for (const alarm of alarms) {
    const trigger = triggerOf(alarm);
    if (trigger === null) continue;
    if ('at' in trigger) absolute = true;
    else {
      const shift = trigger.days * DAY + trigger.milliseconds;
      before = Math.max(before, -shift);
      after = Math.max(after, shift);
    }
    const { count, every } = repeatOf(alarm);
    after = Math.max(after, after + count * every);
  }
  const found: AlarmTime[] = [];
  const near = { from: from - after - 2 * DAY, to: to + before + 2 * DAY };
  const spans = occurrences(object, { ...range, ...near, most: most * 4 });
  // what rings at a date of its own rings once, however far from the first occurrence
  if (absolute) spans.push(...occurrences(object, { ...range, from: FIRST, to: LAST, most: 1 }));
  const seen = new Set<string>();
  for (const occurrence of spans) {
    if (valueOf(occurrence.component, 'STATUS')?.toUpperCase() === 'CANCELLED') continue;
    for (const [index, alarm] of componentsOf(occurrence.component, 'VALARM').slice(0, MOST_ALARMS).entries())
      for (const at of timesOfAlarm(alarm, occurrence, floating)) {
        const key = isAbsolute(alarm) ? `${index} ${at}` : `${index} ${at} ${occurrence.start}`;
        if (at < from || at >= to || seen.has(key)) continue;
        seen.add(key);
        const action = (valueOf(alarm, 'ACTION') ?? 'DISPLAY').toUpperCase();
        found.push({ at, action, text: textOf(alarm, 'DESCRIPTION') ?? null, occurrence, alarm });
      }
  }
  return found.toSorted((a, b) => a.at - b.at).slice(0, most);
}

type Trigger = { readonly at: number } | (DurationValue & { readonly fromEnd: boolean });

function triggerOf(alarm: Component): Trigger | null {
  const property = propertyOf(alarm, 'TRIGGER');
  if (property === undefined) return null;
  try {
    if (/^\s*[+-]?P/i.test(property.value))
      return { ...parseDuration(property.value), fromEnd: parameterOf(property, 'RELATED')?.toUpperCase() === 'END' };
    return { at: timeOf(property).local };
  } catch {
    return null;
  }
}

function isAbsolute(alarm: Component): boolean {
  const trigger = triggerOf(alarm);
  return trigger !== null && 'at' in trigger;
}

function repeatOf(alarm: Component): { count: number; every: number } {
  const [count, every] = [Number(valueOf(alarm, 'REPEAT') ?? 0), valueOf(alarm, 'DURATION')];
  if (every === undefined || !(count > 0)) return { count: 0, every: 0 };
  try {
    const { days, milliseconds } = parseDuration(every);
    return { count: Math.min(count, MOST_REPEATS), every: Math.max(1000, days * DAY + milliseconds) };
  } catch {
    return { count: 0, every: 0 };
  }
}

function timesOfAlarm(alarm: Component, { start, end, zone }: Occurrence, floating: Zone): number[] {
  const trigger = triggerOf(alarm);
  if (trigger === null) return [];
  let first: number;
  if ('at' in trigger) first = trigger.at;
  else {
    const base = trigger.fromEnd ? end : start;
    const clock = zone ?? floating;
    // days are nominal: the day before at the same hour
    first =
      (trigger.days === 0 ? base : instantOf(clock, localOf(clock, base) + trigger.days * DAY)) + trigger.milliseconds;
  }
  const since = timeIfAny(propertyOf(alarm, 'ACKNOWLEDGED'))?.local ?? Number.NEGATIVE_INFINITY;
  const { count, every } = repeatOf(alarm);
  return Array.from({ length: count + 1 }, (_, index) => first + index * every).filter((at) => at > since);
}
