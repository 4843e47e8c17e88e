import { useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAddPerson, useUpdatePerson, type Person, type Role } from '../api/people.ts';
import { AdministrationError } from './administration-error.tsx';
import { FormButtons } from './form-buttons.tsx';
import { makePassword } from './make-password.ts';
import { OrganisationSelect } from './organisation-select.tsx';
import type { StartPassword } from './start-password-dialog.tsx';

interface PersonDialogProps {
  /** 'new', a person to change, or null: closed. */
  readonly subject: Person | 'new' | null;
  readonly defaultOrganisation: string;
  readonly onClose: () => void;
  readonly onAdded: (made: StartPassword) => void;
}

/** Adds or changes a person. */
export function PersonDialog({ subject, ...rest }: PersonDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      title={subject === 'new' ? t`Person anlegen` : t`Person bearbeiten`}
      isOpen={subject !== null}
      onOpenChange={(open) => !open && rest.onClose()}
    >
      <PersonForm person={subject === 'new' ? null : subject} {...rest} />
    </Dialog>
  );
}

type PersonFormProps = Omit<PersonDialogProps, 'subject'> & { readonly person: Person | null };

function PersonForm({ person, defaultOrganisation, onClose, onAdded }: PersonFormProps) {
  const { t } = useLingui();
  const [login, setLogin] = useState(person?.login ?? '');
  const [name, setName] = useState(person?.name ?? '');
  const [email, setEmail] = useState(person?.email ?? '');
  const [organisationKey, setOrganisation] = useState(person?.organisation.key ?? defaultOrganisation);
  const [role, setRole] = useState<Role>(person?.role ?? 'member');
  const add = useAddPerson();
  const update = useUpdatePerson();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const input = { name: name.trim(), email: email.trim() === '' ? null : email.trim(), organisationKey, role };
    if (person !== null) return update.mutate({ login: person.login, ...input }, { onSuccess: onClose });
    const made = { login: login.trim(), password: makePassword() };
    return add.mutate({ ...input, ...made }, { onSuccess: () => onAdded({ ...made, name: input.name }) });
  }

  return (
    <form onSubmit={submit}>
      <TextField label={t`Name`} isRequired autoFocus maxLength={200} value={name} onChange={setName} />
      <div className="two-columns">
        <TextField
          label={t`Anmeldename`}
          description={person === null ? t`Lässt sich später nicht ändern.` : undefined}
          isRequired
          isDisabled={person !== null}
          maxLength={64}
          value={login}
          onChange={(text) => setLogin(text.toLowerCase())}
        />
        <TextField label={t`E-Mail`} type="email" maxLength={254} value={email} onChange={setEmail} />
      </div>
      <div className="two-columns">
        <OrganisationSelect label={t`Organisation`} value={organisationKey} onChange={setOrganisation} />
        <Select<Role>
          label={t`Rolle`}
          options={[
            { id: 'member', label: t`Mitglied` },
            { id: 'platform-administrator', label: t`Plattformverwaltung` },
          ]}
          value={role}
          onChange={setRole}
        />
      </div>
      <AdministrationError error={add.error ?? update.error} />
      <FormButtons
        submitLabel={person === null ? t`Anlegen` : t`Speichern`}
        isPending={add.isPending || update.isPending}
        onCancel={onClose}
      />
    </form>
  );
}
