import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Fingerprint, KeyRound, Plus, Smartphone, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatRelative } from '../../../i18n/format.ts';
import { EnrolForm } from '../../../session/enrol-form.tsx';
import { RecoveryCodes } from '../../../session/recovery-codes.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { factorsQuery, useNewRecoveryCodes, useRemoveFactor, type FactorDevice } from '../api/factors.ts';

const refusals = {
  'auth.factor_required': msg`Ihre Organisation verlangt einen zweiten Faktor: fügen Sie zuerst einen anderen hinzu.`,
  'auth.last_way_in': msg`Ohne ihn könnten Sie sich nicht mehr anmelden.`,
};

/** What one proves oneself with besides the password. */
export function FactorsCard() {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data: factors, error, refetch } = useQuery(factorsQuery);
  const [adding, setAdding] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const renew = useNewRecoveryCodes();
  const errorText = useErrorText();
  const left = factors?.recoveryCodes.left ?? 0;

  async function done() {
    setAdding(false);
    await client.invalidateQueries({ queryKey: factorsQuery.queryKey });
  }

  return (
    <section className="card stack" aria-labelledby="factors-heading">
      <div>
        <h2 id="factors-heading">
          <Trans>Zweiter Faktor und Passkeys</Trans>
        </h2>
        <p className="muted">
          <Trans>Damit genügt ein gestohlenes Passwort nicht. Ein Passkey ersetzt das Passwort ganz.</Trans>
        </p>
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      {factors !== undefined && factors.devices.length > 0 && (
        <ul className="settings-list">
          {factors.devices.map((device) => (
            <FactorItem key={`${device.kind}-${device.id}`} device={device} />
          ))}
        </ul>
      )}
      {factors !== undefined && factors.devices.length > 0 && (
        <p className="muted">
          <Trans>Wiederherstellungscodes übrig: {left}</Trans>
        </p>
      )}
      <div className="row">
        <Button icon={Plus} onPress={() => setAdding(true)}>
          <Trans>Hinzufügen</Trans>
        </Button>
        {factors !== undefined && factors.devices.length > 0 && (
          <Button
            variant="quiet"
            icon={KeyRound}
            isPending={renew.isPending}
            onPress={() =>
              renew.mutate(undefined, {
                onSuccess: setCodes,
                onError: (failure) => showToast({ tone: 'danger', title: errorText(failure, refusals).title }),
              })
            }
          >
            <Trans>Neue Wiederherstellungscodes</Trans>
          </Button>
        )}
      </div>
      <Dialog size="small" title={t`Zweiten Faktor hinzufügen`} isOpen={adding} onOpenChange={setAdding}>
        {adding && (
          <EnrolForm
            methods={['passkey', 'totp']}
            reason={t`Ein Passkey ist am einfachsten und am sichersten. Eine App mit Codes geht auf jedem Telefon.`}
            onAnswer={done}
          />
        )}
      </Dialog>
      <Dialog
        size="small"
        title={t`Neue Wiederherstellungscodes`}
        isOpen={codes !== null}
        onOpenChange={() => setCodes(null)}
      >
        {codes !== null && <RecoveryCodes codes={codes} onKept={async () => setCodes(null)} />}
      </Dialog>
    </section>
  );
}

function FactorItem({ device }: { readonly device: FactorDevice }) {
  const { t } = useLingui();
  const remove = useRemoveFactor();
  const errorText = useErrorText();
  const Icon = device.kind === 'passkey' ? Fingerprint : Smartphone;
  const since = formatRelative(device.createdAt);
  return (
    <li className="settings-item">
      <Icon aria-hidden />
      <div className="settings-item-text">
        <strong>{device.name}</strong>
        <span>
          <Trans>Hinzugefügt {since}</Trans>
        </span>
      </div>
      <Button
        size="small"
        variant="quiet"
        icon={Trash2}
        isPending={remove.isPending}
        aria-label={t`${device.name} entfernen`}
        onPress={() =>
          remove.mutate(device, {
            onSuccess: () => showToast({ title: t`${device.name} wurde entfernt.` }),
            onError: (failure) => showToast({ tone: 'danger', title: errorText(failure, refusals).title }),
          })
        }
      >
        <Trans>Entfernen</Trans>
      </Button>
    </li>
  );
}
