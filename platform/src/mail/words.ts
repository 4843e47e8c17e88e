const locales = { de: 'de-DE', en: 'en-GB' } as const;
export type MailLanguage = keyof typeof locales;

/** '23. November 2026', as people here count days. */
export function dayIn(language: MailLanguage, at: number | Date): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'Europe/Berlin' }).format(at);
}

/** With the time of day. */
export function momentIn(language: MailLanguage, at: number | Date): string {
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Berlin' } as const;
  return new Intl.DateTimeFormat(locales[language], style).format(at);
}

/** A subject is one line of a bounded length, whatever a name is made of. */
export function subjectLine(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= 180 ? flat : `${flat.slice(0, 179)}…`;
}
