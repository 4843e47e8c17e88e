const locales = { de: 'de-DE', en: 'en-GB' } as const;
export type MailLanguage = keyof typeof locales;

const made = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a hundred times what using it does. */
function format(language: MailLanguage, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${style.timeStyle ?? ''}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(locales[language], { ...style, timeZone: 'Europe/Berlin' });
  made.set(key, known);
  return known;
}

/** '23. November 2026', as people here count days. */
export function dayIn(language: MailLanguage, at: number | Date): string {
  return format(language, { dateStyle: 'long' }).format(at);
}

/** With the time of day. */
export function momentIn(language: MailLanguage, at: number | Date): string {
  return format(language, { dateStyle: 'long', timeStyle: 'short' }).format(at);
}

/** A subject is one line of a bounded length, whatever a name is made of. */
export function subjectLine(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= 180 ? flat : `${flat.slice(0, 179)}…`;
}
