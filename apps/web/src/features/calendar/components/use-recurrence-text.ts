import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useCallback } from 'react';
import { addDays, dayOf, type PlainDate } from '../domain/plain-date.ts';
import type { Recurrence } from '../domain/recurrence.ts';
import { fullDay, longMonth, longWeekday } from '../format.ts';

/** A Monday, to name weekdays by. */
const monday = '2024-01-01';
export const weekdayName = (weekday: number): string => longWeekday(addDays(monday, weekday - 1));

/** A rule in plain words: "alle 2 Wochen am Dienstag, bis 18. Dezember". */
export function useRecurrenceText(): (rule: Recurrence, start: PlainDate) => string {
  const { t } = useLingui();
  return useCallback(
    (rule, start) => {
      const { frequency, interval, weekdays = [], nth, until, count } = rule;
      const days = weekdays.map(weekdayName);
      const list = new Intl.ListFormat(document.documentElement.lang).format(days);
      const isWorkdays = weekdays.join('') === '12345';
      const often =
        frequency === 'daily'
          ? t`${plural(interval, { one: 'jeden Tag', other: 'alle # Tage' })}`
          : frequency === 'weekly'
            ? isWorkdays && interval === 1
              ? t`an jedem Werktag`
              : t`${plural(interval, { one: 'jede Woche', other: 'alle # Wochen' })}`
            : frequency === 'monthly'
              ? t`${plural(interval, { one: 'jeden Monat', other: 'alle # Monate' })}`
              : t`${plural(interval, { one: 'jedes Jahr', other: 'alle # Jahre' })}`;
      const on =
        frequency === 'weekly' && days.length > 0 && !(isWorkdays && interval === 1)
          ? t`am ${list}`
          : nth !== undefined
            ? ordinal(nth.nth, weekdayName(nth.weekday))
            : frequency === 'monthly'
              ? t`am ${dayOf(start)}.`
              : frequency === 'yearly'
                ? t`am ${dayOf(start)}. ${longMonth(start)}`
                : '';
      const end =
        until !== undefined
          ? t`bis ${fullDay(until)}`
          : count !== undefined
            ? t`${plural(count, { one: '#-mal', other: '#-mal' })}`
            : '';
      return [[often, on].filter(Boolean).join(' '), end].filter(Boolean).join(', ');

      function ordinal(number: number, weekday: string): string {
        if (number === -1) return t`am letzten ${weekday}`;
        return t`am ${number}. ${weekday}`;
      }
    },
    [t],
  );
}
