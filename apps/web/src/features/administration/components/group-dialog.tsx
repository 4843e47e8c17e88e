import { useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAddGroup } from '../api/groups.ts';
import { AdministrationError } from './administration-error.tsx';
import { FormButtons } from './form-buttons.tsx';
import { OrganisationSelect } from './organisation-select.tsx';

interface GroupDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Adds a group. */
export function GroupDialog({ isOpen, onClose }: GroupDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Gruppe anlegen`} isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <GroupForm onClose={onClose} />
    </Dialog>
  );
}

function GroupForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const [name, setName] = useState('');
  const [key, setKey] = useState('');
  const [organisationKey, setOrganisation] = useState('');
  const add = useAddGroup();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const organisation = organisationKey === '' ? null : organisationKey;
    add.mutate({ name: name.trim(), key: key.trim(), organisationKey: organisation }, { onSuccess: onClose });
  }

  return (
    <form onSubmit={submit}>
      <TextField label={t`Name`} isRequired autoFocus maxLength={200} value={name} onChange={setName} />
      <div className="two-columns">
        <TextField
          label={t`Kürzel`}
          isRequired
          maxLength={64}
          value={key}
          onChange={(text) => setKey(text.toLowerCase())}
        />
        <OrganisationSelect
          label={t`Organisation`}
          none={t`Übergreifend`}
          value={organisationKey}
          onChange={setOrganisation}
        />
      </div>
      <AdministrationError error={add.error} />
      <FormButtons submitLabel={t`Anlegen`} isPending={add.isPending} onCancel={onClose} />
    </form>
  );
}
