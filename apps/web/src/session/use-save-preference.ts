import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { activateLocale, type Locale } from '../i18n/locale.ts';
import { showToast } from '../ui/toast-store.ts';
import { sessionQuery, type SignedInPerson } from './session.ts';
import { applyTheme, type Theme } from './theme.ts';

/** Shows a language or theme at once and keeps it with the person; a failure says so and stays in this browser only. */
export function useSavePreference(): (change: { language?: Locale; theme?: Theme }) => Promise<void> {
  const { t } = useLingui();
  const client = useQueryClient();
  return async (change) => {
    if (change.theme) applyTheme(change.theme);
    if (change.language) await activateLocale(change.language);
    client.setQueryData(
      sessionQuery.queryKey,
      (old: SignedInPerson | null | undefined) => old && { ...old, ...change },
    );
    try {
      await api.patch('/me', change);
    } catch {
      showToast({
        tone: 'warning',
        title: t`Die Einstellung gilt nur in diesem Browser: Sie konnte nicht gespeichert werden.`,
      });
    }
  };
}
