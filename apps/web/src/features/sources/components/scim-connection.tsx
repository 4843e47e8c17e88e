import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatDate, formatNumber, formatRelative } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import { tokensQuery, useAllowLeaving, useRevokeToken, type Source, type Token } from '../api/sources.ts';
import { SourceError } from './source-error.tsx';
import { TokenDialog } from './token-dialog.tsx';

/** Where SCIM clients send people to, what they sign in with, and whether they were stopped. */
export function ScimConnection({ source }: { readonly source: Source }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(tokensQuery(source.id));
  const revoke = useRevokeToken(source.id);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Token | null>(null);
  return (
    <div className="source-stack">
      <LeavingBanner source={source} />
      <CopyField label={t`Adresse (Mandanten-URL, SCIM-Endpunkt)`} value={`${location.origin}/scim/v2`} />
      <p className="muted">
        <Trans>
          In Entra ID: Unternehmensanwendung, Bereitstellung, Modus „Automatisch“. In Keycloak und anderen: SCIM 2.0 mit
          Bearer-Token. Zugeordnet wird nach organization oder department.
        </Trans>
      </p>
      <div className="row source-actions">
        <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
          <Trans>Zugang anlegen</Trans>
        </Button>
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Zugänge`}
        rows={data}
        keyOf={(token) => token.id}
        emptyIcon={KeyRound}
        emptyTitle={t`Noch gibt es keinen Zugang.`}
        columns={[
          { id: 'label', title: t`Name`, cell: (token) => <strong className="item-label">{token.label}</strong> },
          { id: 'created', title: t`Angelegt`, wideOnly: true, cell: (token) => formatDate(token.createdAt) },
          {
            id: 'used',
            title: t`Zuletzt benutzt`,
            cell: (token) => (token.lastUsedAt === null ? t`noch nie` : formatRelative(token.lastUsedAt)),
          },
          {
            id: 'actions',
            title: t`Aktionen`,
            kind: 'actions',
            cell: (token) => (
              <IconButton icon={Trash2} label={t`Zugang „${token.label}“ beenden`} onPress={() => setEnding(token)} />
            ),
          },
        ]}
      />
      <TokenDialog sourceId={source.id} isOpen={adding} onClose={() => setAdding(false)} />
      <ConfirmDialog
        title={<Trans>Zugang „{ending?.label}“ beenden?</Trans>}
        confirmLabel={t`Beenden`}
        isDangerous
        isOpen={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        onConfirm={() => (ending === null ? undefined : revoke.mutateAsync(ending.id))}
      >
        <Trans>Wer ihn benutzt, kann sofort keine Personen mehr senden.</Trans>
      </ConfirmDialog>
    </div>
  );
}

function LeavingBanner({ source }: { readonly source: Source }) {
  const { t } = useLingui();
  const allow = useAllowLeaving(source.id);
  const { leaving } = source;
  if (leaving === null || leaving.left < leaving.limit || leaving.left === 0)
    return <SourceError error={allow.error} />;
  const left = formatNumber(leaving.left);
  if (leaving.allowedUntil !== null) {
    const until = formatRelative(leaving.allowedUntil);
    return (
      <Banner isQuiet title={t`Heute sind ${left} Personen ausgeschieden. Weitere sind erlaubt (bis ${until}).`} />
    );
  }
  return (
    <>
      <Banner
        tone="warning"
        title={t`Innerhalb eines Tages sind ${left} Personen ausgeschieden. Weitere werden abgelehnt, bis Sie es erlauben.`}
        action={
          <Button isPending={allow.isPending} onPress={() => allow.mutate(undefined)}>
            <Trans>Für einen Tag erlauben</Trans>
          </Button>
        }
      />
      <SourceError error={allow.error} />
    </>
  );
}
