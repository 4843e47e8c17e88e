import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { FormButtons } from '../../administration/components/form-buttons.tsx';
import { useSetHold } from '../api/retention.ts';
import { spaceErrors } from '../space-words.ts';
import { ReasonField } from './hold-list.tsx';

interface SetHoldDialogProps {
  /** Null: closed. */
  readonly space: { readonly id: number; readonly name: string; readonly organisationKey: string } | null;
  readonly onClose: () => void;
}

/** A whole space must be kept. */
export function SetHoldDialog({ space, onClose }: SetHoldDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Löschsperre setzen`} isOpen={space !== null} onOpenChange={(open) => !open && onClose()}>
      {space !== null && <SetHoldForm space={space} onClose={onClose} />}
    </Dialog>
  );
}

function SetHoldForm({ space, onClose }: { space: NonNullable<SetHoldDialogProps['space']>; onClose: () => void }) {
  const { t } = useLingui();
  const set = useSetHold(space.organisationKey);
  const [reason, setReason] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        const done = () => {
          onClose();
          showToast({ tone: 'success', title: t`„${space.name}“ wird jetzt aufbewahrt.` });
        };
        set.mutate({ spaceId: space.id, reason: reason.trim() }, { onSuccess: done });
      }}
    >
      <p>
        <Trans>
          In „{space.name}“ lässt sich dann nichts löschen, bis die Sperre aufgehoben wird. Aufheben lässt sie sich bei
          der Organisation unter „Aufbewahrung“.
        </Trans>
      </p>
      <ReasonField value={reason} onChange={setReason} autoFocus />
      {set.error !== null && <ErrorBanner error={set.error} own={spaceErrors} />}
      <FormButtons submitLabel={t`Setzen`} isPending={set.isPending} onCancel={onClose} />
    </form>
  );
}
