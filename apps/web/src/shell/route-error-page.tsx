import { Trans } from '@lingui/react/macro';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';

/** When a page could not be shown at all. */
export function RouteErrorPage({ error }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div className="page page-narrow stack">
      <h1>
        <Trans>Das hat nicht geklappt</Trans>
      </h1>
      <ErrorBanner error={error} />
      <div>
        <Button variant="primary" onPress={() => void router.invalidate()}>
          <Trans>Erneut versuchen</Trans>
        </Button>
      </div>
    </div>
  );
}
