import { readDate, yearOfNone } from '../date.ts';

/** Dates as tables have them: `12.4.1985`, `4/12/1985`, `1985-04-12`, ` --04-12`. '' where it is none; Outlook's `0.0.00` is none. */
export function readCsvDate(value: string): string {
  const text = value.trim();
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(text);
  if (german !== null) return dated(german[3], german[2], german[1]);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american !== null) return dated(american[3], american[1], american[2]);
  return readDate(text.startsWith(' --') ? text.trim() : text, yearOfNone) ?? '';
}

function dated(year: string | undefined, month = '', day = ''): string {
  const rest = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return readDate(year === undefined ? `--${rest}` : `${year}-${rest}`, yearOfNone) ?? '';
}
