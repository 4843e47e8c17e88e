import { i18n } from '@lingui/core';

export type Locale = 'de' | 'en';

export const locales: readonly Locale[] = ['de', 'en'];

const storageKey = 'landescloud.language';

/** The shell's catalogue and that of every room that has one. */
const catalogues = import.meta.glob<{ messages: Record<string, unknown> }>([
  './locales/*.po',
  '../features/*/locales/*.po',
]);

export function isLocale(value: unknown): value is Locale {
  return value === 'de' || value === 'en';
}

/** What this browser was last set to, else what it asks for, else German. */
export function preferredLocale(): Locale {
  const kept = localStorage.getItem(storageKey);
  if (isLocale(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLocale) ?? 'de';
}

/** Loads the catalogues of a language and shows everything in it. */
export async function activateLocale(locale: Locale): Promise<void> {
  const own = Object.entries(catalogues).filter(([path]) => path.endsWith(`/${locale}.po`));
  const parts = await Promise.all(own.map(([, load]) => load()));
  i18n.loadAndActivate({ locale, messages: Object.assign({}, ...parts.map((part) => part.messages)) });
  localStorage.setItem(storageKey, locale);
  document.documentElement.lang = locale;
}
