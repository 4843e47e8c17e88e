import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { PanelSkeleton } from '../../administration/components/panel-skeleton.tsx';
import { providersQuery } from '../api/providers.ts';
import { AddProviderDialog } from './add-provider-dialog.tsx';
import { ProviderCard } from './provider-card.tsx';
import '../providers.css';

interface ProviderListProps {
  readonly organisation: { readonly key: string; readonly name: string; readonly mailDomains?: readonly string[] };
}

/** The organisation's own providers of sign-in. */
export function ProviderList({ organisation }: ProviderListProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(providersQuery(organisation.key));
  const [adding, setAdding] = useState(false);
  if (error !== null) return <ErrorBanner error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <PanelSkeleton />;
  const add = (
    <Button variant={data.length === 0 ? 'primary' : 'secondary'} icon={Plus} onPress={() => setAdding(true)}>
      <Trans>Anmeldedienst hinzufügen</Trans>
    </Button>
  );
  return (
    <div className="stack-large">
      {data.length === 0 ? (
        <EmptyState icon={KeyRound} title={t`Noch gibt es keinen eigenen Anmeldedienst.`} action={add}>
          <Trans>
            Mit Keycloak, Entra ID oder einem anderen OpenID-Connect-Dienst melden sich Ihre Leute hier so an, wie sie
            es gewohnt sind.
          </Trans>
        </EmptyState>
      ) : (
        <>
          {data.map((provider) => (
            <ProviderCard key={provider.key} provider={provider} />
          ))}
          <div>{add}</div>
        </>
      )}
      <AddProviderDialog organisation={organisation} isOpen={adding} onClose={() => setAdding(false)} />
    </div>
  );
}
