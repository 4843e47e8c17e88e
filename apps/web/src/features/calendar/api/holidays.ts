import { queryOptions, useMutation } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { calendarKeys, useRefreshCalendar } from './calendars.ts';

export type HolidayChoices = Answer<'/calendar/holidays'>;
export type HolidayChoice = HolidayChoices['items'][number];

export const holidaysQuery = queryOptions({
  queryKey: [...calendarKeys.all, 'holidays'],
  queryFn: ({ signal }) => api.get<HolidayChoices>('/calendar/holidays', { signal }),
});

export function useChooseHolidays() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: ({ kind, state, isOn }: Pick<HolidayChoice, 'kind' | 'state'> & { isOn: boolean }) =>
      api.put<unknown>(`/calendar/holidays/${kind}/${state}`, { isOn }),
    onSettled: refresh,
  });
}

/** The birthdays of one's contacts as a calendar. */
export function useChooseBirthdays() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: (isOn: boolean) => api.put<unknown>('/calendar/birthdays', { isOn }),
    onSuccess: refresh,
  });
}
