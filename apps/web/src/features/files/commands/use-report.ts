import { useLingui } from '@lingui/react/macro';
import { useCallback, useMemo } from 'react';
import type { NodeResult } from '../api/node-types.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { fileErrors, unknownFileError } from './file-errors.ts';

/** Says what failed: a whole request, or some of many results. */
export function useReport() {
  const { t } = useLingui();
  const errorText = useErrorText();

  const reason = useCallback((code: string) => t(fileErrors[code] ?? unknownFileError), [t]);

  const failure = useCallback(
    (title: string, error: unknown) => {
      const text = errorText(error, fileErrors);
      showToast({ tone: 'danger', title, text: [text.title, text.detail].filter(Boolean).join(' ') });
    },
    [errorText],
  );

  /** Answers whether everything went well. */
  const results = useCallback(
    (title: string, list: readonly NodeResult[]) => {
      const failed = list.filter((result) => result.error);
      const first = failed[0]?.error;
      if (!first) return true;
      const count = failed.length;
      const why = reason(first.code);
      showToast({ tone: 'danger', title, text: count > 1 ? t`${count} Einträge: ${why}` : why });
      return false;
    },
    [reason, t],
  );

  return useMemo(() => ({ failure, results, reason }), [failure, results, reason]);
}
