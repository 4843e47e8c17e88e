import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useRef, useState, type CSSProperties, type PointerEvent } from 'react';
import { classes } from '../../../ui/classes.ts';
import type { Entry } from '../domain/entry.ts';
import { hiddenOn, layOutRow } from '../domain/lay-out-weeks.ts';
import { addDays, daysBetween, weekOf, type PlainDate } from '../domain/plain-date.ts';
import { isWeekend } from '../domain/views.ts';
import { fullDay, longWeekday, shortMonth, shortWeekday } from '../format.ts';
import { BarEvent } from './bar-event.tsx';
import { wholeDays, type GridProps } from './grid-props.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useLanes } from './use-lanes.ts';
import './grid.css';

interface MonthGridProps extends GridProps {
  /** Of the month that is looked at. */
  readonly date: PlainDate;
}

/** Weeks below each other. */
export function MonthGrid(props: MonthGridProps) {
  const { days, date, entries, holidays, now, onOpen, onCreate, onMove, onRemove, onDay, onBeyond } = props;
  const { t } = useLingui();
  const grid = useRef<HTMLDivElement>(null);
  const weeks = useMemo(() => days.filter((_, index) => index % 7 === 0), [days]);
  const byKey = useMemo(() => new Map(entries.map((entry) => [entry.key, entry])), [entries]);
  const most = useLanes(grid, weeks.length);
  const [dragged, setDragged] = useState<{ entry: Entry; from: PlainDate; to: PlainDate } | null>(null);
  const begun = useRef<{ entry: Entry; from: PlainDate; x: number; y: number; pointer: number } | null>(null);
  const wasDrag = useRef(false);
  const month = date.slice(0, 7);
  const onKeyDown = useGridKeys(grid, {
    daysARow: 7,
    onBeyond,
    onRemove: (key) => {
      const entry = byKey.get(key);
      if (entry !== undefined) onRemove(entry);
    },
    onNew: (day) => onCreate(wholeDays(day)),
  });

  const dayAt = (event: PointerEvent): PlainDate | undefined =>
    document
      .elementsFromPoint(event.clientX, event.clientY)
      .map((element) => (element instanceof HTMLElement ? element.dataset['cell'] : undefined))
      .find((found) => found !== undefined);

  function onPointerDown(event: PointerEvent) {
    wasDrag.current = false;
    if (event.button !== 0 || event.pointerType === 'touch' || !(event.target instanceof Element)) return;
    const entry = byKey.get(event.target.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? '');
    const from = dayAt(event);
    if (entry === undefined || !entry.mayEdit || from === undefined) return;
    begun.current = { entry, from, x: event.clientX, y: event.clientY, pointer: event.pointerId };
  }

  function onPointerMove(event: PointerEvent) {
    const from = begun.current;
    if (from === null) return;
    if (dragged === null && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 5) return;
    if (dragged === null) grid.current?.setPointerCapture(from.pointer);
    setDragged({ entry: from.entry, from: from.from, to: dayAt(event) ?? from.from });
  }

  function onPointerUp() {
    begun.current = null;
    if (dragged === null) return;
    wasDrag.current = true;
    setDragged(null);
    const by = daysBetween(dragged.from, dragged.to);
    const { entry } = dragged;
    if (by !== 0)
      onMove(entry, { ...entry, startDate: addDays(entry.startDate, by), endDate: addDays(entry.endDate, by) });
  }

  const open = (entry: Entry, beside: HTMLElement) => {
    if (!wasDrag.current) onOpen(entry, beside);
  };

  return (
    // The keys are those of the days and events within.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={grid}
      className="month-grid"
      style={{ '--weeks': weeks.length } as CSSProperties}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        begun.current = null;
        setDragged(null);
      }}
    >
      <div className="month-heads" aria-hidden>
        <span />
        {days.slice(0, 7).map((day) => (
          <span key={day} className="month-head">
            <span className="month-head-long">{longWeekday(day)}</span>
            <span className="month-head-short">{shortWeekday(day).replace('.', '')}</span>
          </span>
        ))}
      </div>
      {weeks.map((monday, week) => {
        const lanes = layOutRow(entries, monday, 7);
        return (
          <div className="month-week" key={monday}>
            <span className="month-week-number" title={t`Kalenderwoche ${weekOf(monday)}`}>
              <span aria-hidden>{weekOf(monday)}</span>
              <span className="visually-hidden">
                <Trans>Kalenderwoche {weekOf(monday)}</Trans>
              </span>
            </span>
            <div className="month-days">
              {days.slice(week * 7, week * 7 + 7).map((day, index) => {
                const holiday = holidays.get(day);
                const hidden = hiddenOn(lanes, index, most);
                const isToday = day === now.date;
                const number = week * 7 + index;
                return (
                  // A click on the day does what N does.
                  // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
                  <div
                    key={day}
                    data-cell={day}
                    className={classes(
                      'month-day',
                      day.slice(0, 7) !== month && 'month-day-other',
                      (isWeekend(day) || holiday?.isFree === true) && 'month-day-free',
                      isToday && 'month-day-today',
                      dragged?.to === day && 'month-day-target',
                    )}
                    onClick={(event) => {
                      if (event.target === event.currentTarget && !wasDrag.current) onCreate(wholeDays(day));
                    }}
                  >
                    <button
                      type="button"
                      className="month-number"
                      {...(isToday ? { 'aria-current': 'date' as const } : {})}
                      tabIndex={(days.includes(now.date) ? isToday : number === 0) ? 0 : -1}
                      data-day={number}
                      data-date={day}
                      data-order={0}
                      onClick={() => onDay(day)}
                    >
                      <span aria-hidden>{Number(day.slice(8))}</span>
                      <span className="visually-hidden">
                        {[isToday ? t`Heute, ${fullDay(day)}` : fullDay(day), holiday?.name].filter(Boolean).join(', ')}
                      </span>
                      {day.endsWith('-01') && (
                        <span className="month-name" aria-hidden>
                          {shortMonth(day)}
                        </span>
                      )}
                    </button>
                    {holiday !== undefined && (
                      <span
                        className={classes(
                          'month-holiday truncate',
                          !holiday.isFree && 'day-mark-quiet',
                          day.endsWith('-01') && 'month-holiday-first',
                        )}
                        aria-hidden
                      >
                        {holiday.name}
                      </span>
                    )}
                    {hidden > 0 && (
                      <button
                        type="button"
                        className="month-more"
                        tabIndex={-1}
                        data-day={number}
                        data-order={99}
                        onClick={() => onDay(day)}
                      >
                        <span aria-hidden>
                          <Trans>{hidden} weitere</Trans>
                        </span>
                        <span className="visually-hidden">
                          {t`${plural(hidden, { one: '# weiterer Termin', other: '# weitere Termine' })} am ${fullDay(day)}`}
                        </span>
                      </button>
                    )}
                  </div>
                );
              })}
              <div className="month-lanes">
                {lanes
                  .filter(
                    ({ lane, firstDay, days: length }) =>
                      lane < most - 1 || (lane === most - 1 && fits(lanes, firstDay, length, most)),
                  )
                  .map((lane) => (
                    <BarEvent
                      key={lane.entry.key}
                      lane={lane}
                      day={week * 7 + lane.firstDay}
                      isDragged={dragged?.entry.key === lane.entry.key}
                      onOpen={open}
                    />
                  ))}
              </div>
            </div>
          </div>
        );
      })}
    </div>
  );
}

/** Whether none of its days has to say that there is more. */
function fits(lanes: Parameters<typeof hiddenOn>[0], firstDay: number, length: number, most: number): boolean {
  return Array.from({ length }, (_, index) => firstDay + index).every((day) => hiddenOn(lanes, day, most) === 0);
}
