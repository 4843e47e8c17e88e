import { queryOptions, useMutation } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import type { Calendar } from './calendar-types.ts';
import { calendarKeys, useRefreshCalendar } from './calendars.ts';

export type Subscription = Answer<'/calendar/subscriptions'>['items'][number];
export type NewSubscription = Body<'/calendar/subscriptions', 'post'>;

export const subscriptionsQuery = queryOptions({
  queryKey: [...calendarKeys.all, 'subscriptions'],
  queryFn: async ({ signal }) =>
    (await api.get<{ items: Subscription[] }>('/calendar/subscriptions', { signal })).items,
});

export function useSubscribe() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: (input: NewSubscription) => api.post<Calendar>('/calendar/subscriptions', input),
    onSuccess: refresh,
  });
}

export function useRefreshSubscription() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: (id: number) => api.post<Subscription>(`/calendar/subscriptions/${id}/refresh`),
    onSettled: refresh,
  });
}
