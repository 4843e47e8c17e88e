import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { formatRelative } from '../../../i18n/format.ts';
import type { Reminder } from '../api/reminders.ts';
import { ownZone, wallOf } from '../domain/zones.ts';
import { briefDay, clock } from '../format.ts';

const minute = 60_000;

/** What a reminder is about, and when that is as seen from now. */
export function useReminderWords() {
  const { t } = useLingui();
  return useMemo(() => {
    const when = ({ allDay, startDate, start }: Reminder, now: number) => {
      if (allDay && startDate !== null) return briefDay(startDate);
      if (Math.abs(start - now) < minute / 2) return t`jetzt`;
      // a quarter of an hour less a moment is still a quarter of an hour
      if (start > now) return formatRelative(start, now - minute + 1);
      const since = clock(wallOf(start, ownZone()).minutes);
      return t`seit ${since}`;
    };
    const times = ({ allDay, isTask, start, end }: Reminder) => {
      if (allDay) return t`ganztägig`;
      const [from, until] = [start, end].map((at) => clock(wallOf(at, ownZone()).minutes));
      return isTask || start === end ? from : `${from}–${until}`;
    };
    return {
      title: ({ title, isTask }: Reminder) => title || (isTask ? t`Aufgabe ohne Titel` : t`Termin ohne Titel`),
      facts: (item: Reminder): string[] => [
        when(item, Date.now()),
        times(item) ?? '',
        ...(item.place === '' ? [] : [item.place]),
      ],
    };
  }, [t]);
}
