import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { buttonClass } from '../ui/button-class.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useDocumentTitle } from '../ui/page-header.tsx';

/** For an address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Nicht gefunden`);
  return (
    <EmptyState
      isPage
      icon={Compass}
      title={<Trans>Diese Seite gibt es nicht.</Trans>}
      action={
        <Link to="/" className={buttonClass({ variant: 'primary' })}>
          <Trans>Zur Startseite</Trans>
        </Link>
      }
    >
      <Trans>Vielleicht wurde sie verschoben, oder die Adresse hat einen Tippfehler.</Trans>
    </EmptyState>
  );
}
