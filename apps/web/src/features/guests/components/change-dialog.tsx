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
import type { PersonName } from '../../administration/api/people.ts';
import { PersonField } from '../../administration/components/person-field.tsx';
import { guestRulesQuery, useChangeGuest, type Guest } from '../api/guests.ts';
import { endOfDay, toDay } from './day-input.ts';
import { guestErrors } from './guest-words.ts';

/** Another reason, another last day and, by administrators, another sponsor. */
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
  const [sponsor, setSponsor] = useState<PersonName | null>(guest.sponsor);
  const isHandedOver = sponsor !== null && sponsor.login !== guest.sponsor?.login;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const onSuccess = () => {
      showToast({ title: t`Gespeichert.` });
      onClose();
    };
    const sponsorLogin = isHandedOver ? { sponsorLogin: sponsor.login } : {};
    const endsAt = end === toDay(guest.endsAt) ? {} : { endsAt: endOfDay(end) || 0 };
    change.mutate({ guest, reason, ...endsAt, ...sponsorLogin }, { onSuccess });
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
      {rules?.administers === true && (
        <PersonField label={t`Betreut von`} value={sponsor} onChange={setSponsor} without={[guest.login]} />
      )}
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
