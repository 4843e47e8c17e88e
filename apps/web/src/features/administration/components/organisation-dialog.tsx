import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useAccess } from '../../../session/me.ts';
import { useAddOrganisation, type OrganisationKind } from '../api/organisations.ts';
import { suggestKey } from '../domain/suggest-key.ts';
import { AdministrationError } from './administration-error.tsx';
import { FormButtons } from './form-buttons.tsx';
import { OrganisationField } from './organisation-field.tsx';
import { useDefaultOrganisation } from './use-default-organisation.ts';
import { useKindOptions } from './use-kind-options.ts';

interface OrganisationDialogProps {
  readonly isOpen: boolean;
  readonly defaultParent: string | null;
  readonly onClose: () => void;
}

/** Adds an organisation. */
export function OrganisationDialog({ isOpen, ...rest }: OrganisationDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Organisation anlegen`} isOpen={isOpen} onOpenChange={(open) => !open && rest.onClose()}>
      <OrganisationForm {...rest} />
    </Dialog>
  );
}

function OrganisationForm({ defaultParent, onClose }: Omit<OrganisationDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { isPlatform } = useAccess();
  const defaultOrganisation = useDefaultOrganisation();
  const [name, setName] = useState('');
  const [typedKey, setKey] = useState<string | null>(null);
  const [kind, setKind] = useState<OrganisationKind>('authority');
  const [parentKey, setParent] = useState(() => defaultOrganisation(defaultParent));
  const add = useAddOrganisation();
  const kinds = useKindOptions();
  const key = typedKey ?? suggestKey(name);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const parent = parentKey === '' ? null : parentKey;
    add.mutate(
      { name: name.trim(), key: key.trim(), kind, parentKey: parent },
      {
        onSuccess: () => {
          onClose();
          showToast({ title: t`${name.trim()} ist angelegt.` });
          void navigate({ to: '/administration/organisations/$key', params: { key: key.trim() } });
        },
      },
    );
  }

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
        <Select<OrganisationKind> label={t`Art`} options={kinds} value={kind} onChange={setKind} />
      </div>
      <OrganisationField
        label={t`Gehört zu`}
        administeredOnly
        {...(isPlatform ? { none: t`Niemandem (oberste Ebene)` } : {})}
        value={parentKey}
        onChange={setParent}
      />
      <AdministrationError error={add.error} />
      <FormButtons submitLabel={t`Anlegen`} isPending={add.isPending} onCancel={onClose} />
    </form>
  );
}
