import { useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { FormButtons } from '../../administration/components/form-buttons.tsx';
import { suggestKey } from '../../administration/domain/suggest-key.ts';
import { useAddProvider } from '../api/providers.ts';
import { parseDomains } from '../domain/mapping-text.ts';
import { ProviderError } from './provider-error.tsx';

interface AddProviderDialogProps {
  readonly organisation: { readonly key: string; readonly name: string; readonly mailDomains?: readonly string[] };
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The least that a new provider needs; the rest is as usual and can be changed later. */
export function AddProviderDialog({ isOpen, ...rest }: AddProviderDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Anmeldedienst hinzufügen`} isOpen={isOpen} onOpenChange={(open) => !open && rest.onClose()}>
      <AddProviderForm {...rest} />
    </Dialog>
  );
}

function AddProviderForm({ organisation, onClose }: Omit<AddProviderDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const add = useAddProvider(organisation.key);
  const [name, setName] = useState('');
  const [key, setKey] = useState(`${organisation.key.slice(0, 54)}-anmeldung`);
  const [issuer, setIssuer] = useState('');
  const [clientId, setClientId] = useState('');
  const [secret, setSecret] = useState('');
  const [domains, setDomains] = useState((organisation.mailDomains ?? []).join('\n'));
  const [unknownPeople, setUnknownPeople] = useState<'refuse' | 'make'>('refuse');

  function submit(event: SubmitEvent) {
    event.preventDefault();
    add.mutate(
      {
        key: key.trim(),
        name: name.trim(),
        issuer: issuer.trim(),
        clientId: clientId.trim(),
        domains: parseDomains(domains),
        settings: { unknownPeople },
        ...(secret === '' ? {} : { secret }),
      },
      { onSuccess: onClose },
    );
  }

  return (
    <form onSubmit={submit}>
      <TextField
        label={t`Name auf der Anmeldeseite`}
        description={t`So heißt die Schaltfläche: „Weiter mit …“`}
        isRequired
        autoFocus
        maxLength={200}
        value={name}
        onChange={setName}
      />
      <TextField
        label={t`Kürzel`}
        description={t`Steht in den Adressen, die beim Dienst eingetragen werden, und bleibt.`}
        isRequired
        maxLength={64}
        value={key}
        onChange={(text) => setKey(suggestKeyWhileTyping(text))}
      />
      <TextField
        label={t`Adresse des Dienstes`}
        description={t`Der Aussteller (Issuer), ohne /.well-known/…`}
        isRequired
        placeholder="https://anmeldung.behoerde.de/realms/amt"
        value={issuer}
        onChange={setIssuer}
      />
      <div className="two-columns">
        <TextField label={t`Client-ID`} isRequired maxLength={255} value={clientId} onChange={setClientId} />
        <TextField
          label={t`Geheimnis des Clients`}
          type="password"
          autoComplete="new-password"
          description={t`Wird verschlüsselt gespeichert und nicht mehr angezeigt.`}
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
      <RadioGroup
        label={t`Wer hier noch kein Konto hat`}
        options={[
          { id: 'refuse', label: t`wird abgelehnt` },
          { id: 'make', label: t`bekommt bei der ersten Anmeldung eines` },
        ]}
        value={unknownPeople}
        onChange={setUnknownPeople}
      />
      <ProviderError error={add.error} />
      <FormButtons submitLabel={t`Hinzufügen`} isPending={add.isPending} onCancel={onClose} />
    </form>
  );
}

/** As `suggestKey`, but a dash at the end stays while somebody types on. */
function suggestKeyWhileTyping(text: string): string {
  const dash = /[-\s]$/.test(text) && text.length > 1 ? '-' : '';
  return suggestKey(text) + dash;
}
