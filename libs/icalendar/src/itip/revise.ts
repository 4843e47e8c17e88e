import type { Line } from './part.ts';
import { addressOf } from './address.ts';
import { instanceKey } from './instance-key.ts';
import { significantDigest, timeDigest } from './part-digest.ts';
import { allParts, attendeeOf, attendeesOf, cloneCalendar, organizerAddress, partsOf, partstatOf } from './parts.ts';
import { sequenceOf, type Calendar, type Part, type Parts } from './parts.ts';
import { findInstance, overrideOf } from './series.ts';

/**
 * The organizer's object as it is to be stored: SEQUENCE raised where RFC 5546, 2.1.4 asks for it and the program did not
 * and answers taken back where the time has changed (RFC 5546, 3.2.2.1).
 * `keepAnswers`: answers that have come since the program read the object stay (RFC 6638, 8.3: by its Schedule-Tag).
 */
export function reviseForOrganizer(
  before: Calendar | null,
  after: Calendar,
  { keepAnswers = false }: { readonly keepAnswers?: boolean } = {},
): Calendar {
  const revised = cloneCalendar(after);
  const [old, next] = [before === null ? null : partsOf(before), partsOf(revised)];
  if (next === null) return revised;
  const organizer = organizerAddress(revised);
  for (const part of allParts(next)) {
    const known = old === null ? null : counterpart(old, next, part);
    if (known !== null) {
      const raise = significantDigest(known) !== significantDigest(part);
      const moved = timeDigest(known) !== timeDigest(part);
      if (raise && sequenceOf(part) <= sequenceOf(known)) setSequence(part, sequenceOf(known) + 1);
      else if (sequenceOf(part) < sequenceOf(known)) setSequence(part, sequenceOf(known));
      if (moved) askAgain(part, known, organizer);
      else if (keepAnswers) keep(part, known, organizer);
    } else if (!part.has('sequence')) setSequence(part, 0);
  }
  return revised;
}

/** A new override is measured by what the series said of its instance. */
function counterpart(old: Parts, next: Parts, part: Part): Part | null {
  if (part === next.master) return old.master;
  const id = part.moment('recurrence-id');
  const known = old.overrides.get(instanceKey(part) ?? '');
  if (known !== undefined || old.master === null || id === null) return known ?? null;
  const start = findInstance(old.master, id);
  return start === null ? null : overrideOf(old.master, start);
}

function setSequence(part: Part, sequence: number): void {
  part.set('sequence', sequence);
}

function askAgain(part: Part, known: Part, organizer: string): void {
  for (const attendee of attendeesOf(part)) {
    const address = addressOf(attendee);
    const before = attendeeOf(known, address);
    const stays = address === organizer || partstatOf(attendee) === 'DELEGATED';
    if (before === undefined || stays) continue;
    attendee.setParameter('partstat', 'NEEDS-ACTION');
    attendee.removeParameter('x-landescloud-replied');
  }
}

const answered = ['partstat', 'delegated-to', 'x-landescloud-replied'];

function keep(part: Part, known: Part, organizer: string): void {
  for (const attendee of attendeesOf(part)) {
    const before = attendeeOf(known, addressOf(attendee));
    if (before === undefined || addressOf(attendee) === organizer) continue;
    for (const name of answered) copyParameter(before, attendee, name);
  }
}

export function copyParameter(from: Line, to: Line, name: string): void {
  const value = from.parameterValues(name);
  if (value.length === 0) to.removeParameter(name);
  else to.setParameter(name, value);
}
