import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Holder } from '../../sharing/api/use-holders.ts';
import { HolderSelect } from '../../sharing/components/holder-select.tsx';
import type { Calendar } from '../api/calendar-types.ts';
import { useChangeCalendar, useMakeCalendar } from '../api/calendars.ts';
import { calendarColours } from '../domain/colours.ts';
import { ColourChoice } from './colour-choice.tsx';
import { SubscriptionFacts } from './subscription-facts.tsx';

interface CalendarDialogProps {
  /** Null: a new one. */
  readonly calendar: Calendar | null;
  readonly onClose: () => void;
}

/** Name and colour of a calendar. */
export function CalendarDialog({ calendar, onClose }: CalendarDialogProps) {
  const { t } = useLingui();
  const [name, setName] = useState(calendar?.name ?? '');
  const [colour, setColour] = useState<string>(calendar?.colour ?? calendarColours[1]);
  const [holder, setHolder] = useState<Holder | null>(null);
  const make = useMakeCalendar();
  const change = useChangeCalendar();
  const error = make.error ?? change.error;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (name.trim() === '') return;
    const owner = holder === null ? {} : { owner: { kind: holder.kind, key: holder.key } };
    if (calendar === null) make.mutate({ name: name.trim(), colour, ...owner }, { onSuccess: onClose });
    else change.mutate({ id: calendar.id, name: name.trim(), colour }, { onSuccess: onClose });
  }

  return (
    <Dialog
      size="small"
      title={calendar === null ? t`Neuer Kalender` : t`Kalender bearbeiten`}
      isOpen
      onOpenChange={onClose}
    >
      <form onSubmit={submit}>
        <TextField autoFocus label={t`Name`} value={name} onChange={setName} maxLength={200} isRequired />
        {calendar === null && (
          <HolderSelect
            value={holder}
            onChange={setHolder}
            groupText={t`Ihre Mitglieder tragen Termine ein`}
            organisationText={t`Ihre Bediensteten tragen Termine ein`}
          />
        )}
        <ColourChoice value={colour} onChange={setColour} />
        {calendar?.kind === 'subscription' && <SubscriptionFacts calendarId={calendar.id} />}
        {error !== null && <ErrorBanner error={error} />}
        <div className="row dialog-buttons">
          <Button variant="quiet" onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button variant="primary" type="submit" isPending={make.isPending || change.isPending}>
            {calendar === null ? <Trans>Anlegen</Trans> : <Trans>Speichern</Trans>}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
