import { useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { FormButtons } from '../../administration/components/form-buttons.tsx';
import { useChangeProvider, type Provider, type Settings } from '../api/providers.ts';
import { parseDomains } from '../domain/mapping-text.ts';
import { ClaimFields } from './claim-fields.tsx';
import { EntryFields } from './entry-fields.tsx';
import { ProviderError } from './provider-error.tsx';

interface ChangeProviderDialogProps {
  readonly provider: Provider;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Everything about a provider but its key. */
export function ChangeProviderDialog({ provider, isOpen, onClose }: ChangeProviderDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog size="large" title={t`Anmeldedienst ändern`} isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <ChangeProviderForm provider={provider} onClose={onClose} />
    </Dialog>
  );
}

function ChangeProviderForm({ provider, onClose }: Omit<ChangeProviderDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const change = useChangeProvider(provider);
  const [name, setName] = useState(provider.name);
  const [issuer, setIssuer] = useState(provider.issuer);
  const [clientId, setClientId] = useState(provider.clientId);
  const [secret, setSecret] = useState('');
  const [domains, setDomains] = useState(provider.domains.join('\n'));
  const [settings, setSettings] = useState<Settings>(provider.settings);
  const set = (more: Partial<Settings>) => setSettings({ ...settings, ...more });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const about = { name: name.trim(), issuer: issuer.trim(), clientId: clientId.trim() };
    const given = secret === '' ? {} : { secret };
    change.mutate(
      { ...about, ...given, domains: parseDomains(domains), settings: { ...settings } },
      {
        onSuccess: () => {
          onClose();
          showToast({ title: t`Der Anmeldedienst ist gespeichert.` });
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="provider-form">
      <div className="provider-pairs">
        <TextField label={t`Name auf der Anmeldeseite`} isRequired maxLength={200} value={name} onChange={setName} />
        <TextField label={t`Adresse des Dienstes`} isRequired value={issuer} onChange={setIssuer} />
        <TextField label={t`Client-ID`} isRequired maxLength={255} value={clientId} onChange={setClientId} />
        <TextField
          label={t`Geheimnis des Clients`}
          type="password"
          autoComplete="new-password"
          description={
            provider.hasSecret
              ? t`Ist gespeichert. Leer lassen, damit es bleibt.`
              : t`Wird verschlüsselt gespeichert und nicht mehr angezeigt.`
          }
          value={secret}
          onChange={setSecret}
        />
      </div>
      <TextField
        label={t`Mail-Domänen`}
        description={t`Wer eine Adresse davon eingibt, bekommt den Dienst angeboten. Eine je Zeile.`}
        multiline
        value={domains}
        onChange={setDomains}
      />
      <EntryFields settings={settings} onChange={set} />
      <ClaimFields settings={settings} onChange={set} />
      <ProviderError error={change.error} />
      <FormButtons submitLabel={t`Speichern`} isPending={change.isPending} onCancel={onClose} />
    </form>
  );
}
