import type { MailLanguage } from '@landescloud/platform/mail';

const day = 86_400_000;
const made = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a hundred times what using it does. */
function format(language: MailLanguage, timeZone: string, isClock: boolean): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${isClock}`;
  const known =
    made.get(key) ??
    new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
      timeZone,
      ...(isClock
        ? { hour: '2-digit', minute: '2-digit' }
        : { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    });
  if (made.size < 2_000) made.set(key, known);
  return known;
}

/** Whole days, `to` exclusive: 'Dienstag, 13. Oktober 2026'. */
export function daysText(from: number, to: number, language: MailLanguage): string {
  const date = (at: number) => format(language, 'UTC', false).format(at);
  const [first, last] = [date(from), date(Math.max(from, to - day))];
  return first === last ? first : `${first} – ${last}`;
}

/** 'Dienstag, 13. Oktober 2026, 10:00–11:00 Uhr', by the clock of a zone. */
export function timesText(from: number, to: number, timeZone: string, language: MailLanguage): string {
  const date = (at: number) => format(language, timeZone, false).format(at);
  const clock = (at: number) => format(language, timeZone, true).format(at);
  const o = language === 'de' ? ' Uhr' : '';
  if (date(from) === date(to)) return `${date(from)}, ${clock(from)}${from === to ? '' : `–${clock(to)}`}${o}`;
  return `${date(from)}, ${clock(from)}${o} – ${date(to)}, ${clock(to)}${o}`;
}
