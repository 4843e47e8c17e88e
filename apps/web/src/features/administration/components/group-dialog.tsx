import { useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { useAccess } from '../../../session/me.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useAddGroup, useRenameGroup, type Group } from '../api/groups.ts';
import { suggestKey } from '../domain/suggest-key.ts';
import { AdministrationError } from './administration-error.tsx';
import { FormButtons } from './form-buttons.tsx';
import { OrganisationField } from './organisation-field.tsx';
import { useDefaultOrganisation } from './use-default-organisation.ts';

interface GroupDialogProps {
  /** 'new', a group to rename, or null: closed. */
  readonly subject: Group | 'new' | null;
  readonly onClose: () => void;
}

/** Adds or renames a group. */
export function GroupDialog({ subject, onClose }: GroupDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      title={subject === 'new' ? t`Gruppe anlegen` : t`Gruppe umbenennen`}
      isOpen={subject !== null}
      onOpenChange={(open) => !open && onClose()}
    >
      {subject === 'new' ? <NewGroup onClose={onClose} /> : subject && <Rename group={subject} onClose={onClose} />}
    </Dialog>
  );
}

function NewGroup({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const { isPlatform } = useAccess();
  const defaultOrganisation = useDefaultOrganisation();
  const [name, setName] = useState('');
  const [typedKey, setKey] = useState<string | null>(null);
  const [organisationKey, setOrganisation] = useState(() => defaultOrganisation());
  const add = useAddGroup();
  const key = typedKey ?? suggestKey(name);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const organisation = organisationKey === '' ? null : organisationKey;
    add.mutate(
      { name: name.trim(), key: key.trim(), organisationKey: organisation },
      {
        onSuccess: () => {
          onClose();
          showToast({ title: t`${name.trim()} ist angelegt.` });
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
          isRequired
          maxLength={64}
          value={key}
          onChange={(text) => setKey(text.toLowerCase())}
        />
        <OrganisationField
          label={t`Organisation`}
          administeredOnly
          {...(isPlatform ? { none: t`Übergreifend` } : {})}
          value={organisationKey}
          onChange={setOrganisation}
        />
      </div>
      <AdministrationError error={add.error} />
      <FormButtons submitLabel={t`Anlegen`} isPending={add.isPending} onCancel={onClose} />
    </form>
  );
}

function Rename({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const { t } = useLingui();
  const [name, setName] = useState(group.name);
  const rename = useRenameGroup(group.key);
  return (
    <form
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        rename.mutate(name.trim(), { onSuccess: onClose });
      }}
    >
      <TextField label={t`Name`} isRequired autoFocus maxLength={200} value={name} onChange={setName} />
      <AdministrationError error={rename.error} />
      <FormButtons submitLabel={t`Speichern`} isPending={rename.isPending} onCancel={onClose} />
    </form>
  );
}
