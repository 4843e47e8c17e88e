const day = 24 * 3_600_000;

/** What a date field takes: the day in this time zone. */
export function toDay(ms: number): string {
  const at = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The last moment of the day; NaN for what is none. */
export function endOfDay(text: string): number {
  return new Date(`${text}T23:59:59`).getTime();
}

export function suggestedEnd(now: number, longestDays: number): string {
  return toDay(now + Math.min(90, longestDays) * day);
}
