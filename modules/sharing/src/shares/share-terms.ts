import { endsInPast, endsTooLate, invalidMessage } from '../errors.ts';

const day = 24 * 3_600_000;
const longestMessage = 2000;

/** When a share ends: what was asked for, or the longest that the organisation lets it last. */
export function checkedEnd(wanted: number | null, longestDays: number | null, now: number): number | null {
  if (wanted !== null && wanted <= now) throw endsInPast();
  if (longestDays === null) return wanted;
  // a day is chosen by its end
  const latest = now + (longestDays + 1) * day;
  if (wanted !== null && wanted > latest) throw endsTooLate(longestDays);
  return wanted ?? now + longestDays * day;
}

export function checkedMessage(message: string): string {
  const checked = message.normalize('NFC').replaceAll('\r\n', '\n').trim();
  if (checked.length > longestMessage || checked.includes('\0') || !checked.isWellFormed()) throw invalidMessage();
  return checked;
}
