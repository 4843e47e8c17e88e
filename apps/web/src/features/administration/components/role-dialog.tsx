import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import type { OrganisationDetails } from '../api/organisations.ts';
import type { PersonName } from '../api/people.ts';
import { useChangeRole, type OrganisationRole } from '../api/roles.ts';
import { AdministrationError } from './administration-error.tsx';
import { FormButtons } from './form-buttons.tsx';
import { PersonField } from './person-field.tsx';
import { roleNames, roleTexts } from './role-words.ts';

interface RoleDialogProps {
  readonly organisation: OrganisationDetails;
  readonly role: OrganisationRole | null;
  readonly onClose: () => void;
}

/** Gives somebody a role for an organisation and everything below it. */
export function RoleDialog({ role, ...rest }: RoleDialogProps) {
  const { t } = useLingui();
  const name = role === null ? '' : t(roleNames[role]);
  return (
    <Dialog title={t`Rolle „${name}“ vergeben`} isOpen={role !== null} onOpenChange={(open) => !open && rest.onClose()}>
      {role !== null && <RoleForm role={role} {...rest} />}
    </Dialog>
  );
}

function RoleForm({ organisation, role, onClose }: RoleDialogProps & { readonly role: OrganisationRole }) {
  const { t } = useLingui();
  const [person, setPerson] = useState<PersonName | null>(null);
  const change = useChangeRole(organisation.key);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (person === null) return;
    change.mutate(
      { role, login: person.login, held: true },
      {
        onSuccess: () => {
          onClose();
          showToast({ title: t`${person.name} hat jetzt die Rolle „${t(roleNames[role])}“.` });
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <p className="muted">
        {t(roleTexts[role])} <Trans>Die Rolle gilt für {organisation.name} und alles darunter.</Trans>
      </p>
      <PersonField label={t`Person`} value={person} onChange={setPerson} />
      <AdministrationError error={change.error} />
      <FormButtons
        submitLabel={t`Vergeben`}
        isPending={change.isPending}
        isDisabled={person === null}
        onCancel={onClose}
      />
    </form>
  );
}
