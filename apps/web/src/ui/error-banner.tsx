import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { Banner } from './banner.tsx';
import { useErrorText } from './use-error-text.ts';
import { Button } from './button.tsx';

export interface ErrorBannerProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Words of the feature for its own codes. */
  readonly own?: Parameters<ReturnType<typeof useErrorText>>[1] | undefined;
}

/** What went wrong in words, with a way to try again where there is one. */
export function ErrorBanner({ error, onRetry, own }: ErrorBannerProps) {
  const { t } = useLingui();
  const { title, detail } = useErrorText()(error, own);
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // at the end of a long form nobody would see it
    if (banner.current?.closest('[role=dialog]')) banner.current.scrollIntoView({ block: 'nearest' });
  }, [error]);
  const retry = onRetry && (
    <Button size="small" onPress={onRetry}>
      {t`Erneut versuchen`}
    </Button>
  );
  return (
    <Banner ref={banner} tone="danger" title={title} action={retry}>
      {detail}
    </Banner>
  );
}
