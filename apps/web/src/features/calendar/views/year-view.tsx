import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { classes } from '../../../ui/classes.ts';
import { lastDayOf } from '../domain/entry.ts';
import { addDays, addMonths, daysInMonth, makeDate, weekdayOf, yearOf, type PlainDate } from '../domain/plain-date.ts';
import { isWeekend } from '../domain/views.ts';
import { fullDay, longMonth, shortWeekday } from '../format.ts';
import type { GridProps } from '../grid/grid-props.ts';

const before = (date: PlainDate) => addDays(date, -1);

interface YearViewProps extends Pick<GridProps, 'entries' | 'holidays' | 'now' | 'onDay'> {
  readonly date: PlainDate;
  readonly onMonth: (date: PlainDate) => void;
}

/** Twelve strips of days: how full each is, holidays and weekends. */
export function YearView({ date, entries, holidays, now, onDay, onMonth }: YearViewProps) {
  const { t } = useLingui();
  const counts = useMemo(() => {
    const found = new Map<PlainDate, number>();
    for (const entry of entries) {
      const last = lastDayOf(entry, before);
      for (let day = entry.startDate; day <= last; day = addDays(day, 1)) found.set(day, (found.get(day) ?? 0) + 1);
    }
    return found;
  }, [entries]);
  const first = `${date.slice(0, 4)}-01-01`;
  const months = Array.from({ length: 12 }, (_, index) => addMonths(first, index));
  return (
    <div className="year-view">
      {months.map((month, index) => (
        <section key={month} className="year-month" aria-label={longMonth(month)}>
          <h2>
            <button type="button" className="year-month-name" onClick={() => onMonth(month)}>
              {longMonth(month)}
            </button>
          </h2>
          <div className="year-heads" aria-hidden>
            {Array.from({ length: 7 }, (_, day) => (
              <span key={day}>{shortWeekday(addDays('2024-01-01', day)).slice(0, 1)}</span>
            ))}
          </div>
          <div className="year-days">
            {Array.from({ length: daysInMonth(yearOf(month), index + 1) }, (_, number) => {
              const day = makeDate(yearOf(month), index + 1, number + 1) ?? month;
              const count = counts.get(day) ?? 0;
              const holiday = holidays.get(day);
              const label = [
                fullDay(day),
                holiday?.name,
                count === 0 ? undefined : t`${plural(count, { one: '# Termin', other: '# Termine' })}`,
              ];
              return (
                <button
                  key={day}
                  type="button"
                  className={classes(
                    'year-day',
                    `year-day-${Math.min(4, count)}`,
                    (isWeekend(day) || holiday?.isFree === true) && 'year-day-free',
                    holiday?.isFree === false && 'year-day-marked',
                    day === now.date && 'year-day-today',
                  )}
                  style={number === 0 ? { gridColumn: weekdayOf(day) } : {}}
                  {...(day === now.date ? { 'aria-current': 'date' as const } : {})}
                  tabIndex={number === 0 || day === now.date ? 0 : -1}
                  onKeyDown={(event) => {
                    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
                    if (step === undefined) return;
                    event.preventDefault();
                    const there = addDays(day, step);
                    document.querySelector<HTMLElement>(`.year-day[data-date="${there}"]`)?.focus();
                  }}
                  data-date={day}
                  onClick={() => onDay(day)}
                >
                  <span aria-hidden>{number + 1}</span>
                  <span className="visually-hidden">{label.filter(Boolean).join(', ')}</span>
                </button>
              );
            })}
          </div>
        </section>
      ))}
    </div>
  );
}
