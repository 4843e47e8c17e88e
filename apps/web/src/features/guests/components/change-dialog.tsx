import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { guestRulesQuery, useChangeGuest, type Guest } from '../api/guests.ts';
import { endOfDay, toDay } from './day-input.ts';
import { guestErrors } from './guest-words.ts';

/** Another reason, another last day. */
export function ChangeDialog({ guest, onClose }: { readonly guest: Guest | null; readonly onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Gast ändern`} isOpen={guest !== null} onOpenChange={(open) => !open && onClose()}>
      {guest !== null && <ChangeForm guest={guest} onClose={onClose} />}
    </Dialog>
  );
}

function ChangeForm({ guest, onClose }: { readonly guest: Guest; readonly onClose: () => void }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const { data: rules } = useQuery(guestRulesQuery);
  const change = useChangeGuest();
  const [reason, setReason] = useState(guest.reason);
  const [end, setEnd] = useState(toDay(guest.endsAt));

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const onSuccess = () => {
      showToast({ title: t`Gespeichert.` });
      onClose();
    };
    change.mutate({ guest, reason, endsAt: endOfDay(end) || 0 }, { onSuccess });
  }

  return (
    <form className="stack" onSubmit={submit}>
      <TextField label={t`Anlass`} isRequired autoFocus maxLength={500} value={reason} onChange={setReason} />
      <TextField
        label={t`Letzter Tag`}
        type="date"
        isRequired
        description={rules && t`Spätestens ${formatDate(rules.latestEnd - 24 * 3_600_000)}.`}
        value={end}
        onChange={setEnd}
      />
      {change.error !== null && <Banner tone="danger" title={errorText(change.error, guestErrors).title} />}
      <div className="row dialog-buttons">
        <Button variant="quiet" onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button type="submit" variant="primary" isPending={change.isPending}>
          <Trans>Speichern</Trans>
        </Button>
      </div>
    </form>
  );
}
