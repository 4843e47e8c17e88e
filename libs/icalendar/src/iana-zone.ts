import { DAY, civilOf, dayNumber, isLeap, weekdayOf } from './days.ts';
import { fixedZone, utc } from './zone.ts';
import type { Transition, Zone } from './zone.ts';

/** Before and after these years clocks follow the pattern of the nearest: no law reaches there. */
const FIRST_YEAR = 1850;
const LAST_YEAR = 2150;

const zones = new Map<string, Zone | null>();

/** The zone of an IANA name by Intl (any case, links too); null for a name that is none. */
export function ianaZone(name: string): Zone | null {
  const known = zones.get(name);
  if (known !== undefined) return known;
  // names come from strangers' files: what is no name must not fill the memory
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(name)) return null;
  const zone = makeZone(name);
  if (zone !== null || zones.size < 5000) zones.set(name, zone);
  return zone;
}

function makeZone(name: string): Zone | null {
  if (/^(utc|gmt|z|etc\/(utc|gmt|zulu|universal|uct)|zulu|universal)$/i.test(name))
    return name === 'UTC' ? utc : { ...fixedZone(name, 0), source: 'iana' };
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    });
  } catch {
    return null;
  }
  const years = new Map<number, readonly Transition[]>();
  const offsets = new Map<number, number>();
  const startOffset = (year: number): number => {
    let offset = offsets.get(year);
    if (offset === undefined) {
      offset = offsetBy(format, dayNumber(year, 1, 1) * DAY);
      offsets.set(year, offset);
    }
    return offset;
  };
  const ofYear = (year: number): readonly Transition[] => {
    const model = modelYear(year);
    let found = years.get(model);
    if (found === undefined) {
      found = findTransitions(format, model, startOffset(model), startOffset(model + 1));
      years.set(model, found);
    }
    if (model === year) return found;
    if (year < FIRST_YEAR) return [];
    const shift = (dayNumber(year, 1, 1) - dayNumber(model, 1, 1)) * DAY;
    return found.map((transition) => ({ ...transition, at: transition.at + shift }));
  };
  const transitions = (from: number, to: number): readonly Transition[] => {
    const first = civilOf(Math.floor(from / DAY)).year;
    const last = civilOf(Math.floor(to / DAY)).year;
    if (first === last) {
      const all = ofYear(first);
      return all.length === 0 ? all : all.filter(({ at }) => at >= from && at <= to);
    }
    const found: Transition[] = [];
    for (let year = first; year <= last; year += 1)
      for (const change of ofYear(year)) if (change.at >= from && change.at <= to) found.push(change);
    return found;
  };
  return {
    id: name,
    source: 'iana',
    transitions,
    offsetAt(instant) {
      const { year } = civilOf(Math.floor(instant / DAY));
      let offset = startOffset(modelYear(year));
      for (const change of ofYear(year)) {
        if (change.at > instant) break;
        offset = change.offset;
      }
      return offset;
    },
  };
}

/** The same year or, beyond what is looked up, one with the same days of the week. */
function modelYear(year: number): number {
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  if (year < FIRST_YEAR) return FIRST_YEAR;
  const wanted = weekdayOf(dayNumber(year, 1, 1));
  for (let model = LAST_YEAR; ; model -= 1)
    if (isLeap(model) === isLeap(year) && weekdayOf(dayNumber(model, 1, 1)) === wanted) return model;
}

const FORMATTED = /^(\d+)\/(\d+)\/(\d+) ([AB])[A-Z]*, (\d+):(\d+):(\d+)$/;

function offsetBy(format: Intl.DateTimeFormat, instant: number): number {
  const match = FORMATTED.exec(format.format(instant));
  if (match === null) throw new Error('Intl writes times in another way than expected.');
  const [, month, day, year, era, hour, minute, second] = match;
  const days = dayNumber(era === 'B' ? 1 - Number(year) : Number(year), Number(month), Number(day));
  const local = days * DAY + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  return local - Math.floor(instant / 1000) * 1000;
}

/** Each change lasts longer than the step but for none since 1850; Ramadan's in Morocco last 30 days. */
const STEP = 10 * DAY;

function findTransitions(
  format: Intl.DateTimeFormat,
  year: number,
  startOffset: number,
  endOffset: number,
): readonly Transition[] {
  const end = dayNumber(year + 1, 1, 1) * DAY;
  const found: Transition[] = [];
  let from = dayNumber(year, 1, 1) * DAY;
  let before = startOffset;
  while (from < end) {
    const to = Math.min(from + STEP, end);
    const after = to === end ? endOffset : offsetBy(format, to);
    if (after !== before) {
      let [low, high] = [from, to];
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (offsetBy(format, middle) === before) low = middle;
        else high = middle;
      }
      found.push({ at: high, before, offset: after });
      before = after;
    }
    from = to;
  }
  return found;
}
