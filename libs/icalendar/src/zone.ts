/** When clocks change: from the instant `at` (epoch ms) on they are `offset` ms ahead of UTC; before they were `before`. */
export interface Transition {
  readonly at: number;
  readonly before: number;
  readonly offset: number;
  readonly name?: string;
}

/** A time zone. Instants are epoch milliseconds, locals the wall clock as if it were UTC. */
export interface Zone {
  /** As a TZID names it. */
  readonly id: string;
  /** `definition` is a VTIMEZONE of the object, `windows` a name of Outlook's, `fixed` an offset such as UTC. */
  readonly source: 'iana' | 'definition' | 'windows' | 'fixed';
  offsetAt(instant: number): number;
  /** Changes between two instants, rising. */
  transitions(from: number, to: number): readonly Transition[];
}

const WIDEST = 26 * 3_600_000;

/**
 * The instant of a wall-clock time (RFC 5545, section 3.3.5): of two the first, where the clock is set forward over it by the offset
 * from before the gap.
 */
export function instantOf(zone: Zone, local: number): number {
  const guess = local - zone.offsetAt(local);
  const changes = zone.transitions(guess - WIDEST, guess + WIDEST);
  if (changes.length === 0) return guess;
  let offset = changes[0]!.before;
  for (const change of changes) {
    // still before the change by the clock that ran until then
    if (local - change.before < change.at) break;
    // the gap: later than the change by the old clock, earlier by the new
    if (local - change.offset < change.at) return local - change.before;
    offset = change.offset;
  }
  return local - offset;
}

export function localOf(zone: Zone, instant: number): number {
  return instant + zone.offsetAt(instant);
}

export function fixedZone(id: string, offset: number): Zone {
  return { id, source: 'fixed', offsetAt: () => offset, transitions: () => [] };
}

export const utc = fixedZone('UTC', 0);
