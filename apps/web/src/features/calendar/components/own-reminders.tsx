import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { CalendarEvent } from '../api/calendar-types.ts';
import { useChangeEvent } from '../api/events.ts';
import type { DraftReminder } from '../domain/draft.ts';
import { RemindersField } from './reminders-field.tsx';
import { useReminderText } from './use-reminder-text.ts';
import { useReport } from './use-report.ts';

/** When one is reminded of an event; of one that others invited to it is all that one can change. */
export function OwnReminders({ event }: { readonly event: CalendarEvent }) {
  const { t } = useLingui();
  const textOf = useReminderText();
  const change = useChangeEvent();
  const report = useReport();
  const [isOpen, setOpen] = useState(false);
  const { id, reminders, allDay, recurrenceId } = event;
  const save = (next: readonly DraftReminder[]) =>
    change.mutate({ id, recurrenceId, scope: 'all', etag: null, change: { reminders: [...next] } }, report);
  if (isOpen) return <RemindersField value={reminders} allDay={allDay} onChange={save} />;
  const texts = reminders.map(({ minutes, by }) =>
    by === 'mail' ? t`${textOf(minutes, allDay)} per E-Mail` : textOf(minutes, allDay),
  );
  return (
    <>
      {texts.length === 0 ? <Trans>Keine Erinnerung</Trans> : texts.join(', ')}
      {event.mayAnswer && (
        <Button size="small" variant="quiet" onPress={() => setOpen(true)}>
          <Trans>Erinnerung ändern</Trans>
        </Button>
      )}
    </>
  );
}
