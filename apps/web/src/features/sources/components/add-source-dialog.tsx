import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { OrganisationField } from '../../administration/components/organisation-field.tsx';
import { useDefaultOrganisation } from '../../administration/components/use-default-organisation.ts';
import { useAddSource, type NewSource } from '../api/sources.ts';
import { SourceError } from './source-error.tsx';

type Choice = 'openldap' | 'active-directory' | 'csv' | 'scim';

interface AddSourceDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The least that a new source needs; the rest is as usual and can be changed on its page. */
export function AddSourceDialog({ isOpen, onClose }: AddSourceDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Quelle hinzufügen`} isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <AddSourceForm onClose={onClose} />
    </Dialog>
  );
}

function AddSourceForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const add = useAddSource();
  const [choice, setChoice] = useState<Choice>('openldap');
  const defaultOrganisation = useDefaultOrganisation();
  const [organisationKey, setOrganisation] = useState(() => defaultOrganisation());
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [base, setBase] = useState('');
  const [bindDn, setBindDn] = useState('');
  const [secret, setSecret] = useState('');
  const isLdap = choice === 'openldap' || choice === 'active-directory';

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const about = { organisationKey, name: name.trim() };
    const input: NewSource = isLdap
      ? {
          ...about,
          kind: 'ldap',
          settings: { preset: choice, url: url.trim(), base: base.trim(), bindDn: bindDn.trim() },
          ...(secret === '' ? {} : { secret }),
        }
      : { ...about, kind: choice };
    add.mutate(input, {
      onSuccess: ({ id }) => {
        onClose();
        void navigate({ to: '/administration/sources/$sourceId', params: { sourceId: String(id) } });
      },
    });
  }

  return (
    <form onSubmit={submit} className="source-stack">
      <RadioGroup
        label={t`Woher kommen die Personen?`}
        options={[
          { id: 'openldap', label: t`LDAP-Verzeichnis (OpenLDAP und ähnliche)` },
          { id: 'active-directory', label: t`Active Directory` },
          { id: 'csv', label: t`CSV-Datei` },
          { id: 'scim', label: t`SCIM: Entra ID, Keycloak und andere senden die Personen` },
        ]}
        value={choice}
        onChange={setChoice}
      />
      <OrganisationField
        label={t`Für welche Organisation?`}
        administeredOnly
        value={organisationKey}
        onChange={setOrganisation}
      />
      <TextField label={t`Name der Quelle`} isRequired maxLength={200} value={name} onChange={setName} />
      {isLdap && (
        <>
          <TextField
            label={t`Adresse`}
            isRequired
            placeholder="ldaps://verzeichnis.behoerde.de"
            value={url}
            onChange={setUrl}
          />
          <TextField
            label={t`Suchbasis`}
            isRequired
            placeholder="ou=personen,dc=behoerde,dc=de"
            value={base}
            onChange={setBase}
          />
          <TextField label={t`Benutzer (DN)`} value={bindDn} onChange={setBindDn} />
          <TextField
            label={t`Passwort`}
            type="password"
            autoComplete="new-password"
            description={t`Wird verschlüsselt gespeichert und nicht mehr angezeigt.`}
            value={secret}
            onChange={setSecret}
          />
        </>
      )}
      <SourceError error={add.error} />
      <div className="row dialog-buttons">
        <Button variant="quiet" isDisabled={add.isPending} onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button type="submit" variant="primary" isPending={add.isPending} isDisabled={organisationKey === ''}>
          <Trans>Hinzufügen</Trans>
        </Button>
      </div>
    </form>
  );
}
