import { useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useUpdateSpace, type SpaceSummary } from '../api/spaces.ts';
import { AdministrationError } from './administration-error.tsx';
import { FormButtons } from './form-buttons.tsx';
import { parseQuota, quotaText } from './quota-input.ts';

interface SpaceDialogProps {
  /** Null: closed. */
  readonly space: SpaceSummary | null;
  readonly onClose: () => void;
}

/** Changes a space's name and quota. */
export function SpaceDialog({ space, onClose }: SpaceDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Bereich bearbeiten`} isOpen={space !== null} onOpenChange={(open) => !open && onClose()}>
      {space !== null && <SpaceForm space={space} onClose={onClose} />}
    </Dialog>
  );
}

function SpaceForm({ space, onClose }: { readonly space: SpaceSummary; readonly onClose: () => void }) {
  const { t } = useLingui();
  const [name, setName] = useState(space.name);
  const [quota, setQuota] = useState(quotaText(space.quotaBytes));
  const quotaBytes = parseQuota(quota);
  const update = useUpdateSpace();
  const personal = space.kind === 'personal';

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (quotaBytes === undefined) return;
    update.mutate({ id: space.id, ...(personal ? {} : { name: name.trim() }), quotaBytes }, { onSuccess: onClose });
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
      <TextField
        label={t`Speicherplatz in GB`}
        description={t`Leer: ohne Grenze.`}
        inputMode="decimal"
        autoFocus={personal}
        value={quota}
        onChange={setQuota}
        errorMessage={quotaBytes === undefined ? t`Bitte eine Zahl eingeben, zum Beispiel 50.` : undefined}
      />
      <AdministrationError error={update.error} />
      <FormButtons submitLabel={t`Speichern`} isPending={update.isPending} onCancel={onClose} />
    </form>
  );
}
