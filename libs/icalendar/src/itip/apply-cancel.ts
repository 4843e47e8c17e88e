import { compareAge } from './apply-request.ts';
import type { Applied } from './itip-types.ts';
import { formatRule, parseRule } from '../rule.ts';
import type { Moment } from './moment.ts';
import {
  allParts,
  cloneCalendar,
  isCancelled,
  partsOf,
  sequenceOf,
  stampOf,
  type Calendar,
  type Part,
} from './parts.ts';
import { findInstance, overrideOf } from './series.ts';

/**
 * CANCEL for an attendee: the whole, single instances, or all from one on (RANGE=THISANDFUTURE). What is cancelled stays,
 * marked so: people see what is off, and what comes late finds that it is old.
 */
export function applyCancel(stored: Calendar, message: Calendar): Applied {
  const calendar = cloneCalendar(stored);
  const given = partsOf(message)!;
  let changed = false;
  let missed = 0;
  if (given.master !== null) changed = cancelAll(calendar, given.master);
  for (const cancel of given.overrides.values()) {
    const outcome = cancelInstance(calendar, cancel);
    changed ||= outcome === true;
    missed += outcome === null ? 1 : 0;
  }
  if (changed) return { outcome: 'stored', calendar, isNew: false };
  return { outcome: 'ignored', because: missed > 0 ? 'no-instance' : 'old' };
}

function cancelAll(calendar: Calendar, cancel: Part): boolean {
  let changed = false;
  for (const part of allParts(partsOf(calendar)!)) {
    if (isOld(cancel, part) || isCancelled(part)) continue;
    mark(part, cancel);
    changed = true;
  }
  return changed;
}

/** null: there is none. */
function cancelInstance(calendar: Calendar, cancel: Part): boolean | null {
  const { master, overrides } = partsOf(calendar)!;
  const at = cancel.moment('recurrence-id');
  if (at === null) return null;
  const isRange = cancel.line('recurrence-id')?.parameter('range')?.toUpperCase() === 'THISANDFUTURE';
  if (isRange && master !== null) return cancelFrom(calendar, master, [...overrides.values()], at, cancel);
  const known = overrides.get(at.key);
  if (known !== undefined) {
    if (isOld(cancel, known) || isCancelled(known)) return false;
    mark(known, cancel);
    return true;
  }
  const start = master === null ? null : findInstance(master, at);
  if (master === null || start === null) return null;
  if (isOld(cancel, master)) return false;
  const part = overrideOf(master, start);
  part.removeParts('valarm');
  mark(part, cancel);
  calendar.addPart(part);
  return true;
}

function cancelFrom(calendar: Calendar, master: Part, overrides: readonly Part[], at: Moment, cancel: Part): boolean {
  const rule = master.line('rrule')?.value;
  if (rule === undefined || isOld(cancel, master)) return false;
  const last = at.isDate ? at.local - 86_400_000 : at.instant - 1000;
  const until = { local: last, date: at.isDate, utc: at.zone !== null, tzid: null };
  master.set('rrule', formatRule({ ...parseRule(rule), count: null, until }));
  bear(master, cancel);
  for (const part of overrides) {
    const id = part.moment('recurrence-id');
    if (id !== null && id.key >= at.key) calendar.removePart(part);
  }
  return true;
}

/** A CANCEL of the same SEQUENCE still counts: programs differ in whether they raise it. */
function isOld(cancel: Part, part: Part): boolean {
  return compareAge(cancel, part) < 0;
}

function mark(part: Part, cancel: Part): void {
  part.set('status', 'CANCELLED');
  bear(part, cancel);
}

/** It is now as new as what cancelled it. */
function bear(part: Part, cancel: Part): void {
  part.set('sequence', Math.max(sequenceOf(part), sequenceOf(cancel)));
  const stamp = cancel.moment('dtstamp');
  if (stamp !== null && stampOf(cancel) > stampOf(part)) part.set('dtstamp', stamp);
}
