import { useLingui } from '@lingui/react/macro';
import { ApiError } from '../../../api/api-error.ts';
import { Banner } from '../../../ui/banner.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { codeWords, fieldWords, reasonWords } from '../words.ts';

/** What could not be done, and why. */
export function ProviderError({ error }: { readonly error: unknown }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  if (error === null || error === undefined) return null;
  const details = error instanceof ApiError ? error.details : {};
  const reason = reasonWords[String(details['reason'])];
  const field = String(details['field']).split('.').slice(0, 2).join('.');
  const words = reason ?? fieldWords[field];
  return <Banner tone="danger" title={words === undefined ? errorText(error, codeWords).title : t(words)} />;
}
