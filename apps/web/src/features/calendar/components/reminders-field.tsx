import { Trans, useLingui } from '@lingui/react/macro';
import { Bell, Mail, Plus, X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import type { DraftReminder } from '../domain/draft.ts';
import { allDaySteps, timedSteps, useReminderText } from './use-reminder-text.ts';

interface RemindersFieldProps {
  readonly value: readonly DraftReminder[];
  readonly allDay: boolean;
  readonly onChange: (value: readonly DraftReminder[]) => void;
}

/** When one wants to be reminded, and how. */
export function RemindersField({ value, allDay, onChange }: RemindersFieldProps) {
  const { t } = useLingui();
  const textOf = useReminderText();
  const steps: readonly number[] = allDay ? allDaySteps : timedSteps;
  const free = steps.find((step) => step >= (allDay ? 420 : 15) && !value.some(({ minutes }) => minutes === step));
  const set = (index: number, change: Partial<DraftReminder>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div className="ui-field" role="group" aria-label={t`Erinnerungen`}>
      <span className="ui-label" aria-hidden>
        <Trans>Erinnerungen</Trans>
      </span>
      {value.map(({ minutes, by }, index) => (
        <div className="reminder" key={`${index} ${minutes} ${by}`}>
          {by === 'mail' ? <Mail aria-hidden /> : <Bell aria-hidden />}
          <Select
            hideLabel
            size="small"
            label={t`Erinnerung ${index + 1}`}
            options={[...new Set([...steps, minutes])]
              .toSorted((a, b) => a - b)
              .map((step) => ({ id: String(step), label: textOf(step, allDay) }))}
            value={String(minutes)}
            onChange={(next) => set(index, { minutes: Number(next) })}
          />
          <Select
            hideLabel
            size="small"
            label={t`Weg ${index + 1}`}
            options={[
              { id: 'display', label: t`Hier und im Browser` },
              { id: 'mail', label: t`Per E-Mail` },
            ]}
            value={by}
            onChange={(next) => set(index, { by: next })}
          />
          <IconButton
            icon={X}
            size="small"
            tooltip={false}
            label={t`Erinnerung ${index + 1} entfernen`}
            onPress={() => onChange(value.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {value.length < 5 && (
        <div>
          <Button
            size="small"
            variant="quiet"
            icon={Plus}
            onPress={() => onChange([...value, { minutes: free ?? 0, by: 'display' }])}
          >
            <Trans>Erinnerung hinzufügen</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}
