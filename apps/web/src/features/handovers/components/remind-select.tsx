import { useLingui } from '@lingui/react/macro';
import { Select } from '../../../ui/select.tsx';

export type RemindDays = '0' | '1' | '3' | '7';

/** The choice that comes nearest to a number of days. */
export function remindChoice(days: number | null): RemindDays {
  if (days === null) return '0';
  return days >= 7 ? '7' : days >= 3 ? '3' : '1';
}

export function remindDaysOf(choice: RemindDays): number | null {
  return choice === '0' ? null : Number(choice);
}

interface RemindSelectProps {
  readonly value: RemindDays;
  readonly onChange: (value: RemindDays) => void;
}

export function RemindSelect({ value, onChange }: RemindSelectProps) {
  const { t } = useLingui();
  return (
    <Select<RemindDays>
      label={t`Erinnern, wenn etwas fehlt`}
      options={[
        { id: '0', label: t`Nicht von selbst` },
        { id: '1', label: t`Einen Tag vor der Frist` },
        { id: '3', label: t`Drei Tage vor der Frist` },
        { id: '7', label: t`Eine Woche vor der Frist` },
      ]}
      value={value}
      onChange={onChange}
    />
  );
}
