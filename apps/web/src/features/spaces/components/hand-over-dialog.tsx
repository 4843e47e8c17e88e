import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import type { Space } from '../../../session/spaces.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { FormButtons } from '../../administration/components/form-buttons.tsx';
import { PersonField } from '../../administration/components/person-field.tsx';
import { usePerson } from '../../../session/session.ts';
import { useHandOverSpace } from '../api/spaces.ts';
import { spaceErrors } from '../space-words.ts';

interface HandOverDialogProps {
  readonly space: Pick<Space, 'id' | 'name'>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** A manager leaves the space to somebody else, or to its organisation. */
export function HandOverDialog({ space, isOpen, onClose }: HandOverDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`„${space.name}“ übergeben`} isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <HandOverForm space={space} onClose={onClose} />
    </Dialog>
  );
}

function HandOverForm({ space, onClose }: Omit<HandOverDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const own = usePerson();
  const handOver = useHandOverSpace(space.id);
  const [to, setTo] = useState<'person' | 'organisation'>('person');
  const [person, setPerson] = useState<{ login: string; name: string } | null>(null);
  const [stay, setStay] = useState(false);
  const stays = stay && to === 'person';

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const login = to === 'person' ? (person?.login ?? null) : null;
    if (to === 'person' && login === null) return;
    handOver.mutate(
      { login, stay: stays },
      {
        onSuccess: () => {
          onClose();
          showToast({ tone: 'success', title: t`„${space.name}“ ist übergeben.` });
          if (!stays) void navigate({ to: '/files' });
        },
      },
    );
  }

  return (
    <form className="stack" onSubmit={submit}>
      <RadioGroup<'person' | 'organisation'>
        label={t`An wen`}
        value={to}
        onChange={setTo}
        options={[
          { id: 'person', label: t`An eine andere Person`, description: t`Sie verwaltet den Raum danach.` },
          {
            id: 'organisation',
            label: t`An die Organisation`,
            description: t`Deren Verwaltung bestimmt, wer den Raum künftig verwaltet.`,
          },
        ]}
      />
      {to === 'person' && (
        <>
          <PersonField label={t`Nachfolge`} value={person} without={[own.login]} onChange={setPerson} />
          <Checkbox isSelected={stay} onChange={setStay}>
            <Trans>Ich arbeite weiter im Raum mit</Trans>
          </Checkbox>
        </>
      )}
      {!stays && (
        <p className="muted">
          <Trans>Danach haben Sie keinen Zugriff mehr auf den Raum.</Trans>
        </p>
      )}
      {handOver.error !== null && <ErrorBanner error={handOver.error} own={spaceErrors} />}
      <FormButtons
        submitLabel={t`Jetzt übergeben`}
        isPending={handOver.isPending}
        isDisabled={to === 'person' && person === null}
        onCancel={onClose}
      />
    </form>
  );
}
