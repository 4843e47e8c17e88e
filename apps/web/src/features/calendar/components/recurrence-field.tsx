import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { classes } from '../../../ui/classes.ts';
import {
  addDays,
  addMonths,
  dayOf,
  daysInMonth,
  monthOf,
  weekdayOf,
  yearOf,
  type PlainDate,
} from '../domain/plain-date.ts';
import type { Frequency, Recurrence } from '../domain/recurrence.ts';
import { shortWeekday } from '../format.ts';
import { useRecurrenceText, weekdayName } from './use-recurrence-text.ts';

interface RecurrenceFieldProps {
  readonly start: PlainDate;
  readonly value: Recurrence | null;
  /** What cannot be said here, in its own words. */
  readonly other: string | null;
  readonly onChange: (rule: Recurrence | null) => void;
}

type Preset = 'none' | 'daily' | 'workdays' | 'weekly' | 'biweekly' | 'monthly' | 'nth' | 'yearly' | 'own' | 'other';

/** How often, in plain words; "eigene" opens everything else. */
export function RecurrenceField({ start, value, other, onChange }: RecurrenceFieldProps) {
  const { t } = useLingui();
  const textOf = useRecurrenceText();
  const [isOwn, setOwn] = useState(false);
  const weekday = weekdayOf(start);
  const nthInMonth = Math.ceil(dayOf(start) / 7);
  const isLast = dayOf(start) + 7 > daysInMonth(yearOf(start), monthOf(start));
  const presets: Record<Exclude<Preset, 'none' | 'own' | 'other'>, Recurrence> = {
    daily: { frequency: 'daily', interval: 1 },
    workdays: { frequency: 'weekly', interval: 1, weekdays: [1, 2, 3, 4, 5] },
    weekly: { frequency: 'weekly', interval: 1, weekdays: [weekday] },
    biweekly: { frequency: 'weekly', interval: 2, weekdays: [weekday] },
    monthly: { frequency: 'monthly', interval: 1 },
    nth: { frequency: 'monthly', interval: 1, nth: { nth: isLast ? -1 : nthInMonth, weekday } },
    yearly: { frequency: 'yearly', interval: 1 },
  };
  const names = Object.keys(presets) as (keyof typeof presets)[];
  const found =
    value === null ? undefined : names.find((name) => JSON.stringify(presets[name]) === JSON.stringify(value));
  const selected: Preset =
    value === null ? (other === null ? 'none' : 'other') : isOwn || found === undefined ? 'own' : found;
  return (
    <div className="stack">
      <Select<Preset>
        label={t`Wiederholung`}
        options={[
          { id: 'none', label: t`Einmalig` },
          ...names.map((id) => ({ id, label: textOf(presets[id], start) })),
          { id: 'own', label: t`Eigene Regel …` },
          ...(other === null ? [] : [{ id: 'other' as const, label: t`Wie bisher: ${other}` }]),
        ]}
        value={selected}
        onChange={(next) => {
          setOwn(next === 'own');
          if (next === 'other') return;
          onChange(next === 'none' ? null : next === 'own' ? (value ?? presets.weekly) : presets[next]);
        }}
      />
      {value !== null && selected === 'own' && <OwnRule start={start} value={value} onChange={onChange} />}
      {value !== null && <RuleEnd start={start} value={value} onChange={onChange} />}
    </div>
  );
}

interface RuleProps {
  readonly start: PlainDate;
  readonly value: Recurrence;
  readonly onChange: (rule: Recurrence) => void;
}

function OwnRule({ start, value, onChange }: RuleProps) {
  const { t } = useLingui();
  const frequencies: readonly { id: Frequency; label: string }[] = [
    { id: 'daily', label: t`Tage` },
    { id: 'weekly', label: t`Wochen` },
    { id: 'monthly', label: t`Monate` },
    { id: 'yearly', label: t`Jahre` },
  ];
  const { frequency, interval, weekdays = [], nth } = value;
  const end = {
    ...(value.until === undefined ? {} : { until: value.until }),
    ...(value.count === undefined ? {} : { count: value.count }),
  };
  const toggle = (day: number) => {
    const next = weekdays.includes(day) ? weekdays.filter((one) => one !== day) : [...weekdays, day].toSorted();
    if (next.length > 0) onChange({ ...value, weekdays: next });
  };
  const weekday = weekdayOf(start);
  return (
    <div className="rule-own">
      <div className="rule-every">
        <TextField
          label={t`Alle`}
          type="number"
          value={String(interval)}
          onChange={(text) =>
            onChange({ ...value, interval: Math.max(1, Math.min(99, Math.trunc(Number(text)) || 1)) })
          }
        />
        <Select
          label={t`Einheit`}
          options={frequencies}
          value={frequency}
          onChange={(next) =>
            onChange({ frequency: next, interval, ...end, ...(next === 'weekly' ? { weekdays: [weekday] } : {}) })
          }
        />
      </div>
      {frequency === 'weekly' && (
        <div role="group" aria-label={t`Wochentage`} className="rule-days">
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <button
              key={day}
              type="button"
              aria-pressed={weekdays.includes(day)}
              className={classes('rule-day', weekdays.includes(day) && 'rule-day-on')}
              onClick={() => toggle(day)}
            >
              <span className="visually-hidden">{weekdayName(day)}</span>
              <span aria-hidden>{shortWeekday(addDays('2024-01-01', day - 1)).slice(0, 2)}</span>
            </button>
          ))}
        </div>
      )}
      {frequency === 'monthly' && (
        <Select
          label={t`Am`}
          options={[
            { id: 'date', label: t`${dayOf(start)}. des Monats` },
            { id: 'nth', label: t`${Math.ceil(dayOf(start) / 7)}. ${weekdayName(weekday)}` },
            { id: 'last', label: t`letzten ${weekdayName(weekday)}` },
          ]}
          value={nth === undefined ? 'date' : nth.nth === -1 ? 'last' : 'nth'}
          onChange={(next) =>
            onChange({
              frequency,
              interval,
              ...end,
              ...(next === 'date' ? {} : { nth: { nth: next === 'last' ? -1 : Math.ceil(dayOf(start) / 7), weekday } }),
            })
          }
        />
      )}
    </div>
  );
}

function RuleEnd({ start, value, onChange }: RuleProps) {
  const { t } = useLingui();
  const { until, count, ...rule } = value;
  const kind = until !== undefined ? 'until' : count !== undefined ? 'count' : 'never';
  return (
    <div className="rule-end">
      <Select
        label={t`Ende der Serie`}
        options={[
          { id: 'never', label: t`Ohne Ende` },
          { id: 'until', label: t`Bis zu einem Tag` },
          { id: 'count', label: t`Nach einer Anzahl` },
        ]}
        value={kind}
        onChange={(next) =>
          onChange({
            ...rule,
            ...(next === 'until' ? { until: addMonths(start, 3) } : next === 'count' ? { count: 10 } : {}),
          })
        }
      />
      {until !== undefined && (
        <TextField
          label={t`Letzter Tag`}
          type="date"
          value={until}
          onChange={(day) => day !== '' && onChange({ ...rule, until: day < start ? start : day })}
        />
      )}
      {count !== undefined && (
        <TextField
          label={t`Anzahl`}
          type="number"
          value={String(count)}
          onChange={(text) => onChange({ ...rule, count: Math.max(1, Math.min(999, Math.trunc(Number(text)) || 1)) })}
        />
      )}
      {kind === 'never' && (
        <p className="muted rule-note">
          <Trans>Die Serie läuft, bis Sie sie beenden.</Trans>
        </p>
      )}
    </div>
  );
}
