import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { formatRelative } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { appPasswordsQuery, useRevokeAppPassword, type AppPassword } from '../api/app-passwords.ts';

/** Programs that may reach one's files, and ending that. */
export function AppPasswordsCard({ onCreate }: { readonly onCreate: () => void }) {
  const { t } = useLingui();
  const { data, error, isPending, refetch } = useQuery(appPasswordsQuery);
  const [revoking, setRevoking] = useState<AppPassword | null>(null);
  const revoke = useRevokeAppPassword();
  return (
    <section className="card stack" aria-labelledby="app-passwords-heading">
      <div className="row row-spread">
        <h2 id="app-passwords-heading">
          <Trans>Verbundene Programme</Trans>
        </h2>
        <Button size="small" icon={Plus} onPress={onCreate}>
          <Trans>App-Passwort erstellen</Trans>
        </Button>
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={48} />}
      {data?.length === 0 && (
        <p className="muted">
          <Trans>Noch ist kein Programm verbunden.</Trans>
        </p>
      )}
      {data !== undefined && data.length > 0 && (
        <ul className="settings-list">
          {data.map((item) => (
            <AppPasswordItem key={item.id} item={item} onRevoke={() => setRevoking(item)} />
          ))}
        </ul>
      )}
      <ConfirmDialog
        title={<Trans>Zugriff beenden?</Trans>}
        confirmLabel={t`Zugriff beenden`}
        isDangerous
        isOpen={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        onConfirm={async () => {
          if (revoking === null) return;
          await revoke.mutateAsync(revoking.id);
          showToast({ title: t`„${revoking.label}“ hat keinen Zugriff mehr.` });
        }}
      >
        <Trans>
          „{revoking?.label}“ kann sich danach sofort nicht mehr anmelden. Dateien, die schon auf dem Gerät sind,
          bleiben dort.
        </Trans>
      </ConfirmDialog>
    </section>
  );
}

function AppPasswordItem({ item, onRevoke }: { readonly item: AppPassword; readonly onRevoke: () => void }) {
  const { t } = useLingui();
  const used = item.lastUsedAt === null ? null : formatRelative(item.lastUsedAt);
  const made = formatRelative(item.createdAt);
  return (
    <li className="settings-item">
      <KeyRound aria-hidden />
      <div className="settings-item-text">
        <strong>{item.label}</strong>
        <span>
          {used === null ? (
            <Trans>Erstellt {made}, noch nicht benutzt</Trans>
          ) : (
            <Trans>
              Erstellt {made}, zuletzt benutzt {used}
            </Trans>
          )}
        </span>
      </div>
      <Button size="small" variant="quiet" aria-label={t`Zugriff von ${item.label} beenden`} onPress={onRevoke}>
        <Trans>Beenden</Trans>
      </Button>
    </li>
  );
}
