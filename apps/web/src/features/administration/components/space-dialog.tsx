import { useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { usePerson } from '../../../session/session.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAddSpace, useUpdateSpace, type SpaceSummary } from '../api/spaces.ts';
import { AdministrationError } from './administration-error.tsx';
import { FormButtons } from './form-buttons.tsx';
import { OrganisationField } from './organisation-field.tsx';
import { parseQuota, quotaText } from './quota-input.ts';

interface SpaceDialogProps {
  /** 'new', a space to change, or null: closed. */
  readonly subject: SpaceSummary | 'new' | null;
  readonly onClose: () => void;
}

/** Makes a project space, or changes a space's name and quota. */
export function SpaceDialog({ subject, onClose }: SpaceDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      title={subject === 'new' ? t`Projektraum anlegen` : t`Bereich bearbeiten`}
      isOpen={subject !== null}
      onOpenChange={(open) => !open && onClose()}
    >
      <SpaceForm space={subject === 'new' ? null : subject} onClose={onClose} />
    </Dialog>
  );
}

function SpaceForm({ space, onClose }: { readonly space: SpaceSummary | null; readonly onClose: () => void }) {
  const { t } = useLingui();
  const own = usePerson();
  const [name, setName] = useState(space?.name ?? '');
  const [organisationKey, setOrganisation] = useState(space?.organisationKey ?? own.organisation.key);
  const [quota, setQuota] = useState(quotaText(space?.quotaBytes ?? null));
  const quotaBytes = parseQuota(quota);
  const add = useAddSpace();
  const update = useUpdateSpace();
  const personal = space?.kind === 'personal';

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (quotaBytes === undefined) return;
    if (space === null) {
      add.mutate({ name: name.trim(), organisationKey, quotaBytes }, { onSuccess: onClose });
    } else {
      update.mutate({ id: space.id, ...(personal ? {} : { name: name.trim() }), quotaBytes }, { onSuccess: onClose });
    }
  }

  return (
    <form onSubmit={submit}>
      {!personal && (
        <TextField
          label={t`Name`}
          description={t`So heißt der Ordner bei allen Mitgliedern.`}
          isRequired
          autoFocus
          maxLength={200}
          value={name}
          onChange={setName}
        />
      )}
      <div className="two-columns">
        {space === null && (
          <OrganisationField label={t`Organisation`} value={organisationKey} onChange={setOrganisation} />
        )}
        <TextField
          label={t`Speicherplatz in GB`}
          description={t`Leer: ohne Grenze.`}
          inputMode="decimal"
          autoFocus={personal}
          value={quota}
          onChange={setQuota}
          errorMessage={quotaBytes === undefined ? t`Bitte eine Zahl eingeben, zum Beispiel 50.` : undefined}
        />
      </div>
      <AdministrationError error={add.error ?? update.error} />
      <FormButtons
        submitLabel={space === null ? t`Anlegen` : t`Speichern`}
        isPending={add.isPending || update.isPending}
        onCancel={onClose}
      />
    </form>
  );
}
