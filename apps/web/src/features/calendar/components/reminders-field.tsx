import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Bell, Plus, X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';

const reminderSteps = [0, 5, 10, 15, 30, 60, 120, 1440, 2880] as const;

/** When one wants to be reminded. */
export function RemindersField({
  value,
  onChange,
}: {
  readonly value: readonly number[];
  readonly onChange: (value: readonly number[]) => void;
}) {
  const { t } = useLingui();
  const textOf = (minutes: number) =>
    minutes === 0
      ? t`Zu Beginn`
      : minutes < 60
        ? t`${plural(minutes, { one: '# Minute vorher', other: '# Minuten vorher' })}`
        : minutes < 1440
          ? t`${plural(minutes / 60, { one: '# Stunde vorher', other: '# Stunden vorher' })}`
          : t`${plural(minutes / 1440, { one: '# Tag vorher', other: '# Tage vorher' })}`;
  return (
    <div className="ui-field" role="group" aria-label={t`Erinnerungen`}>
      <span className="ui-label" aria-hidden>
        <Trans>Erinnerungen</Trans>
      </span>
      {value.map((minutes, index) => (
        <div className="reminder" key={`${index} ${minutes}`}>
          <Bell aria-hidden />
          <Select
            hideLabel
            size="small"
            label={t`Erinnerung ${index + 1}`}
            options={[...new Set([...reminderSteps, minutes])]
              .toSorted((a, b) => a - b)
              .map((step) => ({ id: String(step), label: textOf(step) }))}
            value={String(minutes)}
            onChange={(next) => onChange(value.map((one, at) => (at === index ? Number(next) : one)))}
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
          <Button size="small" variant="quiet" icon={Plus} onPress={() => onChange([...value, 15])}>
            <Trans>Erinnerung hinzufügen</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}
