import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { organisationsQuery } from '../api/organisations.ts';
import type { PersonName } from '../api/people.ts';
import { organisationRoles, useChangeRole, type OrganisationRole } from '../api/roles.ts';
import { AdministrationError } from './administration-error.tsx';
import { FormButtons } from './form-buttons.tsx';
import { OrganisationField } from './organisation-field.tsx';
import { PersonField } from './person-field.tsx';
import { roleNames, roleTexts } from './role-words.ts';

/** What is settled already; what is not can be chosen. */
export interface RoleSubject {
  readonly role?: OrganisationRole;
  readonly person?: PersonName;
  /** Where it is settled for good, and where it is only suggested. */
  readonly organisationKey: string;
  readonly anyOrganisation?: boolean;
}

interface RoleDialogProps {
  readonly subject: RoleSubject | null;
  readonly onClose: () => void;
}

/** Gives somebody a role for an organisation and everything below it. */
export function RoleDialog({ subject, onClose }: RoleDialogProps) {
  const { t } = useLingui();
  const name = subject?.role === undefined ? null : t(roleNames[subject.role]);
  return (
    <Dialog
      title={name === null ? t`Rolle vergeben` : t`Rolle „${name}“ vergeben`}
      isOpen={subject !== null}
      onOpenChange={(open) => !open && onClose()}
    >
      {subject !== null && <RoleForm subject={subject} onClose={onClose} />}
    </Dialog>
  );
}

function RoleForm({ subject, onClose }: { readonly subject: RoleSubject; readonly onClose: () => void }) {
  const { t } = useLingui();
  const { data } = useQuery(organisationsQuery);
  const [role, setRole] = useState<OrganisationRole>(subject.role ?? 'organisation-administrator');
  const [person, setPerson] = useState<PersonName | null>(subject.person ?? null);
  const [organisationKey, setOrganisation] = useState(subject.organisationKey);
  const change = useChangeRole();
  const organisation = data?.find(({ key }) => key === organisationKey)?.name ?? '';

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (person === null) return;
    change.mutate(
      { organisationKey, role, login: person.login, held: true },
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
      {subject.role === undefined && (
        <Select<OrganisationRole>
          label={t`Rolle`}
          options={organisationRoles.map((id) => ({ id, label: t(roleNames[id]), description: t(roleTexts[id]) }))}
          value={role}
          onChange={setRole}
        />
      )}
      {subject.anyOrganisation === true && (
        <OrganisationField label={t`Gilt für`} administeredOnly value={organisationKey} onChange={setOrganisation} />
      )}
      {subject.person === undefined && <PersonField label={t`Person`} value={person} onChange={setPerson} />}
      <p className="muted">
        {t(roleTexts[role])} <Trans>Die Rolle gilt für {organisation} und alles darunter.</Trans>
      </p>
      <AdministrationError error={change.error} />
      <FormButtons
        submitLabel={t`Vergeben`}
        isPending={change.isPending}
        isDisabled={person === null || organisationKey === ''}
        onCancel={onClose}
      />
    </form>
  );
}
