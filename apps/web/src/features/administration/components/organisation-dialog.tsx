import { useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAddOrganisation, type OrganisationKind } from '../api/organisations.ts';
import { AdministrationError } from './administration-error.tsx';
import { FormButtons } from './form-buttons.tsx';
import { organisationKinds } from './organisation-kinds.ts';
import { OrganisationSelect } from './organisation-select.tsx';

interface OrganisationDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Adds an organisation. */
export function OrganisationDialog({ isOpen, onClose }: OrganisationDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Organisation anlegen`} isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <OrganisationForm onClose={onClose} />
    </Dialog>
  );
}

function OrganisationForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const [name, setName] = useState('');
  const [key, setKey] = useState('');
  const [kind, setKind] = useState<OrganisationKind>('authority');
  const [parentKey, setParent] = useState('land');
  const add = useAddOrganisation();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const parent = parentKey === '' ? null : parentKey;
    add.mutate({ name: name.trim(), key: key.trim(), kind, parentKey: parent }, { onSuccess: onClose });
  }

  const kinds = Object.entries(organisationKinds) as [OrganisationKind, (typeof organisationKinds)['state']][];
  return (
    <form onSubmit={submit}>
      <TextField label={t`Name`} isRequired autoFocus maxLength={200} value={name} onChange={setName} />
      <div className="two-columns">
        <TextField
          label={t`Kürzel`}
          description={t`Lässt sich später nicht ändern, zum Beispiel „fm“.`}
          isRequired
          maxLength={64}
          value={key}
          onChange={(text) => setKey(text.toLowerCase())}
        />
        <Select<OrganisationKind>
          label={t`Art`}
          options={kinds.map(([id, label]) => ({ id, label: t(label) }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      <OrganisationSelect
        label={t`Gehört zu`}
        none={t`Niemandem (oberste Ebene)`}
        value={parentKey}
        onChange={setParent}
      />
      <AdministrationError error={add.error} />
      <FormButtons submitLabel={t`Anlegen`} isPending={add.isPending} onCancel={onClose} />
    </form>
  );
}
