import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { calendarErrors } from './calendar-words.ts';

/** For what has no place of its own for an error: says it at the edge. */
export function useReport(): { onError: (error: unknown) => void } {
  const errorText = useErrorText();
  return {
    onError: (error) => {
      const { title, detail } = errorText(error, calendarErrors);
      showToast({ title, text: detail, tone: 'danger' });
    },
  };
}
