import { Trans, useLingui } from '@lingui/react/macro';
import { CalendarX2 } from 'lucide-react';
import { useMemo } from 'react';
import { classes } from '../../../ui/classes.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { lastDayOf, type Entry } from '../domain/entry.ts';
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import { clock, fullDay } from '../format.ts';
import { colourStyle, eventClass } from '../grid/event-look.ts';
import type { GridProps } from '../grid/grid-props.ts';
import { EventSigns } from '../grid/time-event.tsx';
import { useEntryText } from '../grid/use-entry-text.ts';

const before = (date: PlainDate) => addDays(date, -1);

/** Day by day, only those on which something is. */
export function ListView({ days, entries, holidays, now, onOpen, onDay }: GridProps) {
  const { t } = useLingui();
  const { titleOf, sentenceOf } = useEntryText();
  const byDay = useMemo(
    () =>
      days
        .map((day) => ({
          day,
          here: entries
            .filter((entry) => entry.startDate <= day && lastDayOf(entry, before) >= day)
            .toSorted((a, b) => Number(b.allDay) - Number(a.allDay) || order(a, day) - order(b, day)),
        }))
        .filter(({ day, here }) => here.length > 0 || day === now.date || holidays.get(day)?.isFree === true),
    [days, entries, holidays, now.date],
  );
  const isEmpty = byDay.every(({ here }) => here.length === 0);
  return (
    <div className="list-view">
      {byDay.map(({ day, here }) => (
        <section
          key={day}
          className={classes('list-day', day === now.date && 'list-day-today')}
          aria-label={fullDay(day)}
        >
          <h2>
            <button type="button" className="list-day-head" onClick={() => onDay(day)}>
              {day === now.date && (
                <span className="list-today">
                  <Trans>Heute</Trans>
                </span>
              )}
              {fullDay(day)}
            </button>
            {holidays.has(day) && (
              <span className={classes('list-holiday', holidays.get(day)?.isFree === false && 'day-mark-quiet')}>
                {holidays.get(day)?.name}
              </span>
            )}
          </h2>
          {here.length === 0 ? (
            <p className="muted list-none">
              <Trans>Keine Termine</Trans>
            </p>
          ) : (
            <ul>
              {here.map((entry) => (
                <li key={entry.key}>
                  <button
                    type="button"
                    className={eventClass(entry, 'list-event')}
                    style={colourStyle(entry.colour)}
                    onClick={(event) => onOpen(entry, event.currentTarget)}
                  >
                    <span className="visually-hidden">{sentenceOf(entry)}</span>
                    <span className="list-time" aria-hidden>
                      {timeOn(entry, day)}
                    </span>
                    <span className="list-colour" />
                    <span className="list-text" aria-hidden>
                      <span className="event-title">{titleOf(entry)}</span>
                      {entry.place !== '' && <span className="muted truncate">{entry.place}</span>}
                    </span>
                    <EventSigns entry={entry} />
                  </button>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {isEmpty && (
        <EmptyState icon={CalendarX2} title={t`In diesen Wochen ist nichts eingetragen`}>
          <Trans>Schreiben Sie oben, was wann ist, oder drücken Sie N.</Trans>
        </EmptyState>
      )}
    </div>
  );

  function timeOn(entry: Entry, day: PlainDate): string {
    if (entry.allDay) return t`ganztägig`;
    if (entry.startDate === day && entry.endDate === day)
      return `${clock(entry.startMinutes)}–${clock(entry.endMinutes)}`;
    if (entry.startDate === day) return t`ab ${clock(entry.startMinutes)}`;
    if (entry.endDate === day) return t`bis ${clock(entry.endMinutes)}`;
    return t`ganztägig`;
  }
}

const order = (entry: Entry, day: PlainDate): number => (entry.startDate === day ? entry.startMinutes : 0);
