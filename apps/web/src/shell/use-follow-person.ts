import { useEffect } from 'react';
import { activateLocale } from '../i18n/locale.ts';
import { usePerson } from '../session/session.ts';
import { applyTheme } from '../session/theme.ts';

/** A new browser takes over the language and theme that the person chose before. */
export function useFollowPerson(): void {
  const { language, theme } = usePerson();
  useEffect(() => {
    if (language !== document.documentElement.lang) void activateLocale(language);
  }, [language]);
  useEffect(() => {
    applyTheme(theme);
  }, [theme]);
}
