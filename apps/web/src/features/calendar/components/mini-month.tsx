import { useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { classes } from '../../../ui/classes.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { addDays, addMonths, mondayOf, weekOf, type PlainDate } from '../domain/plain-date.ts';
import { fullDay, monthAndYear, shortWeekday } from '../format.ts';

interface MiniMonthProps {
  readonly date: PlainDate;
  readonly today: PlainDate;
  /** The days that the view beside it shows. */
  readonly isShown: (day: PlainDate) => boolean;
  readonly onChoose: (day: PlainDate) => void;
}

const steps: Readonly<Record<string, (day: PlainDate) => PlainDate>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
};

/** A small month to go to a day. */
export function MiniMonth({ date, today, isShown, onChoose }: MiniMonthProps) {
  const { t } = useLingui();
  const [day, setDay] = useState(date);
  const table = useRef<HTMLTableElement>(null);
  const isMoving = useRef(false);
  useEffect(() => setDay(date), [date]);
  useEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    table.current?.querySelector<HTMLElement>(`[data-date="${day}"]`)?.focus();
  }, [day]);
  const first = mondayOf(`${day.slice(0, 7)}-01`);
  const weeks = Array.from({ length: 6 }, (_, week) => addDays(first, week * 7));

  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    isMoving.current = true;
    setDay(step(day));
  }

  return (
    <div className="mini-month">
      <div className="mini-month-head">
        <h2 aria-live="polite">{monthAndYear(day)}</h2>
        <IconButton
          icon={ChevronLeft}
          size="small"
          tooltip={false}
          label={t`Monat zurück`}
          onPress={() => setDay(addMonths(day, -1))}
        />
        <IconButton
          icon={ChevronRight}
          size="small"
          tooltip={false}
          label={t`Monat vor`}
          onPress={() => setDay(addMonths(day, 1))}
        />
      </div>
      {/* The keys are those of the days within. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <table ref={table} onKeyDown={onKeyDown} aria-label={monthAndYear(day)}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t`Kalenderwoche`}</span>
            </th>
            {Array.from({ length: 7 }, (_, index) => (
              <th scope="col" key={index}>
                {shortWeekday(addDays(first, index)).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((monday) => (
            <tr key={monday}>
              <th scope="row">{weekOf(monday)}</th>
              {Array.from({ length: 7 }, (_, index) => addDays(monday, index)).map((one) => (
                <td key={one} className={classes(isShown(one) && 'mini-month-shown')}>
                  <button
                    type="button"
                    data-date={one}
                    tabIndex={one === day ? 0 : -1}
                    {...(one === today ? { 'aria-current': 'date' as const } : {})}
                    className={classes(
                      'mini-month-day',
                      one.slice(0, 7) !== day.slice(0, 7) && 'mini-month-other',
                      one === today && 'mini-month-today',
                    )}
                    onClick={() => onChoose(one)}
                  >
                    <span aria-hidden>{Number(one.slice(8))}</span>
                    <span className="visually-hidden">{fullDay(one)}</span>
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
