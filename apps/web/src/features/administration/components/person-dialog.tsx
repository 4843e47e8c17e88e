import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAddPerson } from '../api/people.ts';
import { suggestLogin } from '../domain/suggest-login.ts';
import { AdministrationError } from './administration-error.tsx';
import { FormButtons } from './form-buttons.tsx';
import { makePassword } from './make-password.ts';
import { OrganisationField } from './organisation-field.tsx';
import type { StartPassword } from './start-password-dialog.tsx';

interface PersonDialogProps {
  readonly isOpen: boolean;
  readonly defaultOrganisation: string;
  readonly onClose: () => void;
  readonly onAdded: (made: StartPassword) => void;
}

/** Adds a person. */
export function PersonDialog({ isOpen, ...rest }: PersonDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Person anlegen`} isOpen={isOpen} onOpenChange={(open) => !open && rest.onClose()}>
      <PersonForm {...rest} />
    </Dialog>
  );
}

function PersonForm({ defaultOrganisation, onClose, onAdded }: Omit<PersonDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const [typedLogin, setLogin] = useState<string | null>(null);
  const [name, setName] = useState('');
  const login = typedLogin ?? suggestLogin(name);
  const [email, setEmail] = useState('');
  const [organisationKey, setOrganisation] = useState(defaultOrganisation);
  const add = useAddPerson();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const input = { name: name.trim(), email: email.trim() === '' ? null : email.trim(), organisationKey };
    const made = { login: login.trim(), password: makePassword() };
    add.mutate({ ...input, ...made }, { onSuccess: () => onAdded({ ...made, name: input.name }) });
  }

  return (
    <form onSubmit={submit}>
      <TextField label={t`Name`} isRequired autoFocus maxLength={200} value={name} onChange={setName} />
      <div className="two-columns">
        <TextField
          label={t`Anmeldename`}
          description={t`Lässt sich später nicht ändern.`}
          isRequired
          maxLength={64}
          value={login}
          onChange={(text) => setLogin(text.toLowerCase())}
        />
        <TextField label={t`E-Mail`} type="email" maxLength={254} value={email} onChange={setEmail} />
      </div>
      <OrganisationField label={t`Organisation`} administeredOnly value={organisationKey} onChange={setOrganisation} />
      <p className="muted">
        <Trans>
          Viele auf einmal? <Link to="/administration/sources">Quellen</Link> übernehmen sie aus einer CSV-Datei oder
          einem Verzeichnis.
        </Trans>
      </p>
      <AdministrationError error={add.error} />
      <FormButtons submitLabel={t`Anlegen`} isPending={add.isPending} onCancel={onClose} />
    </form>
  );
}
