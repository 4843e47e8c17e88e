import { invalid } from '../errors.ts';
import { guestTooLong } from './guest-errors.ts';

const day = 24 * 3_600_000;
export const invitationLifeMs = 14 * day;
const confirmationLifeMs = 365 * day;
const warningMs = 30 * day;

/** The latest end that may be chosen now: the last moment of the day that the rule still allows, wherever that day ends. */
export function latestEnd(now: number, longestDays: number): number {
  return now + (longestDays + 1) * day;
}

export function checkedEnd(endsAt: number, now: number, longestDays: number): Date {
  if (!Number.isSafeInteger(endsAt) || endsAt <= now) throw invalid('endsAt', 'The end lies in the future.');
  if (endsAt > latestEnd(now, longestDays)) throw guestTooLong(longestDays);
  return new Date(endsAt);
}

export function checkedReason(text: string): string {
  const reason = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (reason !== '' && reason.length <= 500 && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(reason)) return reason;
  throw invalid('reason', 'A reason has 1 to 500 characters.');
}

interface Term {
  readonly endsAt: Date;
  readonly confirmedAt: Date;
}

/** When the sponsor has to have confirmed; null where the guest ends before. */
export function confirmBy({ endsAt, confirmedAt }: Term): number | null {
  const by = confirmedAt.getTime() + confirmationLifeMs;
  return by < endsAt.getTime() ? by : null;
}

export interface Deadline {
  readonly at: number;
  readonly kind: 'confirm' | 'end';
  /** From when on the sponsor is told of it. */
  readonly remindFrom: number;
}

/** What comes next without anybody doing anything. Of a short stay it is told in its second half. */
export function nextDeadline(term: Term): Deadline {
  const confirm = confirmBy(term);
  const at = confirm ?? term.endsAt.getTime();
  const begun = term.confirmedAt.getTime();
  return { at, kind: confirm === null ? 'end' : 'confirm', remindFrom: Math.max(at - warningMs, (begun + at) / 2) };
}
