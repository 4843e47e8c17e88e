import { useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import type { Space } from '../../../session/spaces.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { FormButtons } from '../../administration/components/form-buttons.tsx';
import { PersonField } from '../../administration/components/person-field.tsx';
import { endOfDay, toDay } from '../../guests/components/day-input.ts';
import { useChangeSpace, type SpaceChange } from '../api/spaces.ts';
import { spaceErrors } from '../space-words.ts';

interface ChangeSpaceDialogProps {
  readonly space: Pick<Space, 'id' | 'kind' | 'name' | 'purpose' | 'endsAt' | 'closedAt' | 'sponsor'>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What a space is called and for, until when, and who answers for it; a later end opens it again. */
export function ChangeSpaceDialog({ space, isOpen, onClose }: ChangeSpaceDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      title={space.closedAt === null ? t`Angaben ändern` : t`Raum verlängern`}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
    >
      <ChangeSpaceForm space={space} onClose={onClose} />
    </Dialog>
  );
}

function ChangeSpaceForm({ space, onClose }: Omit<ChangeSpaceDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const change = useChangeSpace(space.id);
  const exchange = space.kind === 'exchange';
  const before = space.endsAt === null || space.closedAt !== null ? '' : toDay(space.endsAt);
  const [name, setName] = useState(space.name);
  const [purpose, setPurpose] = useState(space.purpose);
  const [until, setUntil] = useState(before);
  const [sponsor, setSponsor] = useState(space.sponsor);
  const tooEarly = until !== '' && endOfDay(until) <= Date.now();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (tooEarly) return;
    const reopens = space.closedAt !== null;
    const changes: SpaceChange = {
      ...(name.trim() === space.name ? {} : { name: name.trim() }),
      ...(purpose.trim() === space.purpose ? {} : { purpose: purpose.trim() }),
      ...(until === before && !reopens ? {} : { endsAt: until === '' ? null : endOfDay(until) }),
      ...(exchange && sponsor !== null && sponsor.login !== space.sponsor?.login
        ? { sponsorLogin: sponsor.login }
        : {}),
    };
    if (Object.keys(changes).length === 0) onClose();
    else change.mutate(changes, { onSuccess: onClose });
  }

  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={t`Letzter Tag`}
        type="date"
        autoFocus
        isRequired={exchange}
        description={exchange ? undefined : t`Leer: ohne Ende.`}
        value={until}
        onChange={setUntil}
        errorMessage={tooEarly ? t`Dieser Tag ist schon vorbei.` : undefined}
      />
      <TextField
        label={exchange ? t`Zweck` : t`Worum es geht`}
        isRequired={exchange}
        multiline
        maxLength={500}
        value={purpose}
        onChange={setPurpose}
      />
      <TextField label={t`Name`} isRequired maxLength={200} value={name} onChange={setName} />
      {exchange && <PersonField label={t`Verantwortlich`} value={sponsor} onChange={setSponsor} />}
      {change.error !== null && <ErrorBanner error={change.error} own={spaceErrors} />}
      <FormButtons submitLabel={t`Speichern`} isPending={change.isPending} onCancel={onClose} />
    </form>
  );
}
