import { useLingui } from '@lingui/react/macro';
import { useCallback } from 'react';
import { codeWords, reasonWords } from '../words.ts';

/** A reason or error code of the server in words; undefined for what is not known. */
export function useReason(): (reason: unknown) => string | undefined {
  const { t } = useLingui();
  return useCallback(
    (reason) => {
      if (typeof reason !== 'string') return undefined;
      const words = reasonWords[reason.split(':').at(-1) ?? ''] ?? codeWords[reason];
      return words === undefined ? undefined : t(words);
    },
    [t],
  );
}
