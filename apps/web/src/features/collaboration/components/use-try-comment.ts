import { msg } from '@lingui/core/macro';
import { useCallback } from 'react';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';

const words = {
  'collaboration.comment_not_found': msg`Den Kommentar gibt es nicht mehr.`,
  'collaboration.invalid_comment': msg`Ein Kommentar hat höchstens 4.000 Zeichen.`,
  'collaboration.invalid_tag': msg`Ein Schlagwort hat höchstens 60 Zeichen.`,
  'collaboration.too_many_tags': msg`Mehr als 30 Schlagwörter gehen nicht. Nehmen Sie zuerst eines weg.`,
  'files.may_not_comment': msg`Sie dürfen hier lesen, aber nicht kommentieren.`,
};

/** Says in words what did not succeed; answers whether it did. */
export function useTryComment(): (work: Promise<unknown>) => Promise<boolean> {
  const errorText = useErrorText();
  return useCallback(
    async (work) => {
      try {
        await work;
        return true;
      } catch (error) {
        const { title, detail } = errorText(error, words);
        showToast({ tone: 'danger', title, text: detail });
        return false;
      }
    },
    [errorText],
  );
}
