/**
 * Dates as people have them: `1985-04-12`, and without a year `--04-12` (RFC 6350, section 4.3.1). Null: no such date, words
 * for example.
 */
export function readDate(value: string, omittedYear: string | null = null): string | null {
  const match = /^(?:(\d{4})-?|--)(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(value.trim());
  if (match === null) return null;
  const [, year, month, day] = match;
  if (!possible(year ?? '2000', month ?? '', day ?? '')) return null;
  return year === undefined || year === omittedYear ? `--${month}-${day}` : `${year}-${month}-${day}`;
}

function possible(year: string, month: string, day: string): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** Basic form, as 4.0 writes it: `19850412`, `--0412`. */
export function basicDate(date: string): string {
  return date.startsWith('--') ? `--${date.slice(2).replace('-', '')}` : date.replaceAll('-', '');
}

/** The year that Apple's programs write where there is none; `X-APPLE-OMIT-YEAR` says so. */
export const yearOfNone = '1604';
