import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Calendar } from '../api/calendar-types.ts';
import { occurrencesQuery } from '../api/events.ts';
import { calendarColours } from '../domain/colours.ts';
import { strongerMark, type DayMark } from '../domain/day-mark.ts';
import { lastDayOf, type Entry } from '../domain/entry.ts';
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import { toEntry } from '../domain/to-entry.ts';
import type { Days } from '../domain/views.ts';
import { momentOf } from '../domain/zones.ts';

interface Entries {
  readonly entries: readonly Entry[];
  readonly holidays: ReadonlyMap<PlainDate, DayMark>;
  readonly error: unknown;
}

/** What stands in the calendars that are shown, on the days of a view; holidays apart. */
export function useEntries({ from, count }: Days, zone: string, calendars: readonly Calendar[] | undefined): Entries {
  const start = momentOf({ date: from, minutes: 0 }, zone);
  const end = momentOf({ date: addDays(from, count), minutes: 0 }, zone);
  const { data, error } = useQuery(occurrencesQuery(start, end));
  return useMemo(() => {
    const byId = new Map(calendars?.map((one) => [one.id, one]));
    const entries: Entry[] = [];
    const holidays = new Map<PlainDate, DayMark>();
    for (const shown of data ?? []) {
      const calendar = byId.get(shown.calendarId);
      if (calendar === undefined || !calendar.isVisible) continue;
      const mayEdit = shown.mayEdit;
      const made = toEntry(zone, shown, calendar.colour ?? calendarColours[0], mayEdit);
      // it has a title, which is not for this person
      const entry = calendar.role === 'free-busy' ? { ...made, isPrivate: true } : made;
      if (calendar.kind !== 'holidays' && calendar.kind !== 'school-holidays') {
        entries.push(entry);
        continue;
      }
      const mark = { name: entry.title, isFree: shown.categories.includes('Feiertag') };
      for (let day = entry.startDate; day <= lastDayOf(entry, before); day = addDays(day, 1))
        holidays.set(day, strongerMark(holidays.get(day), mark));
    }
    return { entries, holidays, error };
  }, [data, error, calendars, zone]);
}

const before = (date: PlainDate) => addDays(date, -1);
