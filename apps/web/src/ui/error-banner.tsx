import { useLingui } from '@lingui/react/macro';
import { Banner } from './banner.tsx';
import { useErrorText } from './use-error-text.ts';
import { Button } from './button.tsx';

/** What went wrong in words, with a way to try again where there is one. */
export function ErrorBanner({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useLingui();
  const { title, detail } = useErrorText()(error);
  const retry = onRetry && (
    <Button size="small" onPress={onRetry}>
      {t`Erneut versuchen`}
    </Button>
  );
  return (
    <Banner tone="danger" title={title} action={retry}>
      {detail}
    </Banner>
  );
}
