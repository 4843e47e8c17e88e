import { useLingui } from '@lingui/react/macro';
import { ApiError } from '../../../api/api-error.ts';
import { Banner } from '../../../ui/banner.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { codeWords } from '../words.ts';
import { settingWords } from '../setting-words.ts';
import { useReason } from './use-reason.ts';

/** What could not be done, and why. */
export function SourceError({ error }: { readonly error: unknown }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const reasonOf = useReason();
  if (error === null || error === undefined) return null;
  const details = error instanceof ApiError ? error.details : {};
  const reason = reasonOf(details['reason']);
  const line = details['line'];
  const field = typeof details['field'] === 'string' ? details['field'].replace(/^settings\./, '') : '';
  const setting = settingWords[field] ?? settingWords[field.split('.')[0] ?? ''];
  if (reason !== undefined) {
    return (
      <Banner tone="danger" title={reason}>
        {typeof line === 'number' ? t`Zeile ${line}` : undefined}
      </Banner>
    );
  }
  if (setting !== undefined) return <Banner tone="danger" title={t(setting)} />;
  return <Banner tone="danger" title={errorText(error, codeWords).title} />;
}
