import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { endOfDay, toDay } from '../../guests/components/day-input.ts';
import { useChangeRequest, type FileRequest } from '../api/requests.ts';
import { requestErrors } from './handover-words.ts';
import { remindChoice, remindDaysOf, RemindSelect } from './remind-select.tsx';

interface ChangeRequestDialogProps {
  readonly request: FileRequest;
  readonly onClose: () => void;
}

/** Another date, message or reminder for a request that is open. */
export function ChangeRequestDialog({ request, onClose }: ChangeRequestDialogProps) {
  const { t } = useLingui();
  const change = useChangeRequest(request.id);
  const before = { due: toDay(request.dueAt), remind: remindChoice(request.remindDays) };
  const [due, setDue] = useState(before.due);
  const [remind, setRemind] = useState(before.remind);
  const [message, setMessage] = useState(request.message);
  const dueAt = endOfDay(due) || 0;
  const isPast = due !== before.due && dueAt < Date.now();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const what = {
      message,
      ...(due === before.due ? {} : { dueAt }),
      ...(remind === before.remind ? {} : { remindDays: remindDaysOf(remind) }),
    };
    change.mutate(what, {
      onSuccess: () => {
        showToast({ title: t`Die Anforderung ist geändert.` });
        onClose();
      },
    });
  }

  return (
    <Dialog title={t`Anforderung ändern`} isOpen onOpenChange={onClose}>
      <form className="stack" onSubmit={submit}>
        <p className="muted">
          <Trans>Wer noch etwas abzugeben hat, erfährt von einer anderen Frist oder Nachricht.</Trans>
        </p>
        <TextField
          label={t`Fällig am`}
          type="date"
          isRequired
          autoFocus
          value={due}
          onChange={setDue}
          {...(isPast ? { errorMessage: t`Die Frist muss in der Zukunft liegen.` } : {})}
        />
        <RemindSelect value={remind} onChange={setRemind} />
        <TextField label={t`Nachricht`} multiline maxLength={4000} value={message} onChange={setMessage} />
        {change.error !== null && <ErrorBanner error={change.error} own={requestErrors} />}
        <div className="row dialog-buttons">
          <Button variant="quiet" isDisabled={change.isPending} onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button type="submit" variant="primary" isPending={change.isPending} isDisabled={isPast || due === ''}>
            <Trans>Speichern</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
