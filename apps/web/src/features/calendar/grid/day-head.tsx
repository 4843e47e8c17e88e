import { useLingui } from '@lingui/react/macro';
import { classes } from '../../../ui/classes.ts';
import type { DayMark } from '../domain/day-mark.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import { fullDay, shortWeekday } from '../format.ts';

interface DayHeadProps {
  readonly date: PlainDate;
  readonly day: number;
  readonly isToday: boolean;
  readonly isTabStop: boolean;
  readonly holiday: DayMark | undefined;
  readonly onDay: (date: PlainDate) => void;
}

/** The head of a day: leads to it alone. */
export function DayHead({ date, day, isToday, isTabStop, holiday, onDay }: DayHeadProps) {
  const { t } = useLingui();
  const name = fullDay(date);
  const label = [isToday ? t`Heute, ${name}` : name, holiday?.name].filter(Boolean).join(', ');
  return (
    <button
      type="button"
      className={classes('day-head', isToday && 'day-head-today', holiday?.isFree === true && 'day-head-holiday')}
      {...(isToday ? { 'aria-current': 'date' as const } : {})}
      tabIndex={isTabStop ? 0 : -1}
      data-day={day}
      data-date={date}
      data-order={0}
      onClick={() => onDay(date)}
    >
      <span className="visually-hidden">{label}</span>
      <span className="day-head-weekday" aria-hidden>
        {shortWeekday(date).replace('.', '')}
      </span>
      <span className="day-head-number" aria-hidden>
        {Number(date.slice(8))}
      </span>
      {holiday !== undefined && (
        <span className={classes('day-head-name truncate', !holiday.isFree && 'day-mark-quiet')} aria-hidden>
          {holiday.name}
        </span>
      )}
    </button>
  );
}
