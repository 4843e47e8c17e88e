import { Trans, useLingui } from '@lingui/react/macro';
import { useLayoutEffect, useMemo, useRef, type CSSProperties } from 'react';
import { classes } from '../../../ui/classes.ts';
import type { Entry } from '../domain/entry.ts';
import { isBar, layOutDay } from '../domain/lay-out-day.ts';
import { layOutRow } from '../domain/lay-out-weeks.ts';
import { weekOf, type PlainDate } from '../domain/plain-date.ts';
import { isWeekend } from '../domain/views.ts';
import { momentOf, wallOf, zoneName } from '../domain/zones.ts';
import { clock, fullDay as fullName } from '../format.ts';
import { BarEvent } from './bar-event.tsx';
import { DayHead } from './day-head.tsx';
import { colourStyle } from './event-look.ts';
import { wholeDays, type GridProps } from './grid-props.ts';
import { TimeEvent } from './time-event.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import { useTimeDrag } from './use-time-drag.ts';
import './grid.css';

interface TimeGridProps extends GridProps {
  /** The first is the one that is looked in. */
  readonly zones: readonly string[];
  readonly workStart: number;
  readonly workEnd: number;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** One or several days with their hours. */
export function TimeGrid(props: TimeGridProps) {
  const { days, entries, holidays, now, zones, workStart, workEnd, onOpen, onCreate, onMove, onDay } = props;
  const { t } = useLingui();
  const grid = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useRef<HTMLDivElement>(null);
  const byKey = useMemo(() => new Map(entries.map((entry) => [entry.key, entry])), [entries]);
  const bars = useMemo(() => layOutRow(entries.filter(isBar), days[0] ?? '', days.length), [entries, days]);
  const { drag, handlers, wasDrag } = useTimeDrag({
    columns,
    days,
    entryOf: (key) => byKey.get(key),
    onCreate,
    onMove,
  });
  const onKeyDown = useGridKeys(grid, {
    daysARow: 0,
    onBeyond: props.onBeyond,
    onRemove: (key) => {
      const entry = byKey.get(key);
      if (entry !== undefined) props.onRemove(entry);
    },
    onNew: (date) => onCreate(morning(date)),
  });
  const isWeek = days.length > 1;

  // One looks at the day's work, not at the night.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    box.scrollTop = ((workStart - 45) / 1440) * (columns.current?.offsetHeight ?? 0);
  }, [workStart]);

  const open = (entry: Entry, beside: HTMLElement) => {
    if (!wasDrag()) onOpen(entry, beside);
  };
  const barLanes = Math.max(0, ...bars.map(({ lane }) => lane + 1));

  return (
    // The keys are those of the days and events within.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={grid}
      className={classes('time-grid', !isWeek && 'time-grid-day')}
      style={{ '--days': days.length, '--zones': zones.length } as CSSProperties}
      onKeyDown={onKeyDown}
    >
      <div className="time-grid-scroll" ref={scroller}>
        <div className="time-grid-top">
          <div className="time-grid-corner">
            {zones.length > 1 ? (
              zones.map((zone) => <span key={zone}>{zoneName(zone)}</span>)
            ) : (
              <span>
                <Trans>KW {weekOf(days[0] ?? now.date)}</Trans>
              </span>
            )}
          </div>
          <div className="time-grid-heads">
            {days.map((date, index) => (
              <DayHead
                key={date}
                date={date}
                day={index}
                isToday={date === now.date}
                isTabStop={days.includes(now.date) ? date === now.date : index === 0}
                holiday={holidays.get(date)}
                onDay={onDay}
              />
            ))}
          </div>
          <div className="time-grid-label" aria-hidden>
            <Trans>ganztägig</Trans>
          </div>
          <div className="time-grid-bars">
            {days.map((date, index) => (
              <button
                key={date}
                type="button"
                tabIndex={-1}
                aria-hidden
                className="time-grid-bar-cell"
                style={{ gridColumn: index + 1, gridRow: `1 / span ${barLanes + 1}` }}
                onClick={() => onCreate(wholeDays(date))}
              />
            ))}
            {bars.map((lane) => (
              <BarEvent key={lane.entry.key} lane={lane} day={lane.firstDay} onOpen={open} />
            ))}
          </div>
        </div>
        <div className="time-grid-body">
          {zones.map((zone) => (
            <div key={zone} className="time-axis" aria-hidden>
              {hours.map((hour) => (
                <span key={hour}>{hour === 0 ? '' : axisHour(days[0] ?? now.date, hour, zones[0] ?? zone, zone)}</span>
              ))}
            </div>
          ))}
          <div className="time-columns" ref={columns} {...handlers}>
            {days.map((date, index) => {
              const placed = layOutDay(entries, date);
              const isFree = isWeekend(date) || holidays.get(date)?.isFree === true;
              return (
                // A click on the hours does what N does.
                // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
                <div
                  key={date}
                  role="group"
                  aria-label={dayLabel(date, placed.length)}
                  className={classes(
                    'time-column',
                    isFree && 'time-column-free',
                    date === now.date && 'time-column-today',
                  )}
                  style={
                    {
                      '--work-start': `${(workStart / 1440) * 100}%`,
                      '--work-end': `${(workEnd / 1440) * 100}%`,
                    } as CSSProperties
                  }
                  onClick={(event) => {
                    if (event.target !== event.currentTarget || wasDrag()) return;
                    const box = event.currentTarget.getBoundingClientRect();
                    const minutes = Math.floor((((event.clientY - box.top) / box.height) * 1440) / 30) * 30;
                    onCreate(oneHour(date, Math.max(0, Math.min(1380, minutes))));
                  }}
                >
                  {placed.map((one, order) => (
                    <TimeEvent
                      key={one.entry.key}
                      placed={one}
                      day={index}
                      order={barLanes + 1 + order}
                      isDragged={drag?.entry?.key === one.entry.key}
                      onOpen={open}
                    />
                  ))}
                  {drag !== null &&
                    layOutDay([{ ...drag.span, key: 'drag' }], date).map(({ from, to }) => (
                      <div
                        key="drag"
                        className="event time-event drag-ghost"
                        aria-hidden
                        style={{
                          ...(drag.entry === null ? {} : colourStyle(drag.entry.colour)),
                          top: `${(from / 1440) * 100}%`,
                          height: `${(Math.max(15, to - from) / 1440) * 100}%`,
                        }}
                      >
                        <span className="event-title">{drag.entry?.title ?? t`Neuer Termin`}</span>
                        <span className="event-time">
                          {clock(drag.span.startMinutes)}–{clock(drag.span.endMinutes)}
                        </span>
                      </div>
                    ))}
                  {date === now.date && (
                    <div className="now-line" aria-hidden style={{ top: `${(now.minutes / 1440) * 100}%` }} />
                  )}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );

  function dayLabel(date: PlainDate, count: number): string {
    return count === 0 ? t`${fullName(date)}, keine Termine` : t`${fullName(date)}, ${count} mit Uhrzeit`;
  }
}

const oneHour = (date: PlainDate, minutes: number) => ({
  ...wholeDays(date),
  allDay: false,
  startMinutes: minutes,
  endMinutes: minutes + 60,
});
const morning = (date: PlainDate) => oneHour(date, 540);

/** What the clock of another zone shows at an hour of the first. */
function axisHour(date: PlainDate, hour: number, first: string, zone: string): string {
  if (zone === first) return clock(hour * 60);
  return clock(wallOf(momentOf({ date, minutes: hour * 60 }, first), zone).minutes);
}
