import { keepPreviousData, queryOptions, useMutation, type QueryClient } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { calendarKeys, useRefreshCalendar } from './calendars.ts';
import type {
  BusyPerson,
  CalendarEvent,
  EventAnswer,
  EventChange,
  NewEvent,
  Occurrence,
  PresenceDay,
  PresencePlace,
  Scope,
  Written,
} from './calendar-types.ts';

/** What takes place between two moments, in every calendar that one has. */
export const occurrencesQuery = (from: number, to: number) =>
  queryOptions({
    queryKey: [...calendarKeys.all, 'occurrences', from, to],
    placeholderData: keepPreviousData,
    staleTime: 20_000,
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Occurrence[] }>('/calendar/occurrences', { query: { from, to }, signal })).items,
  });

/** Those of the events that were looked at, the usual ones first. */
export function knownCategories(client: QueryClient): string[] {
  const found = new Map<string, number>();
  for (const [, items] of client.getQueriesData<Occurrence[]>({ queryKey: [...calendarKeys.all, 'occurrences'] }))
    for (const category of (items ?? []).flatMap(({ categories }) => categories))
      found.set(category, (found.get(category) ?? 0) + 1);
  return [...found].toSorted(([a, many], [b, few]) => few - many || a.localeCompare(b)).map(([category]) => category);
}

export const eventQuery = (id: number, recurrenceId: string | null) =>
  queryOptions({
    queryKey: [...calendarKeys.all, 'event', id, recurrenceId],
    queryFn: ({ signal }) => api.get<CalendarEvent>(`/calendar/events/${id}`, { query: { recurrenceId }, signal }),
  });

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: [...calendarKeys.all, 'search', q],
    placeholderData: keepPreviousData,
    enabled: q !== '',
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Occurrence[] }>('/calendar/search', { query: { q }, signal })).items,
  });

/** `except`: UID of the meeting that is planned, which makes nobody busy. */
export const busyQuery = (logins: readonly string[], from: number, to: number, except: string | null = null) =>
  queryOptions({
    queryKey: [...calendarKeys.all, 'busy', logins.join(','), from, to, except],
    placeholderData: keepPreviousData,
    enabled: logins.length > 0,
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: BusyPerson[] }>('/calendar/free-busy', {
          query: { people: logins.join(','), from, to, ...(except === null ? {} : { except }) },
          signal,
        })
      ).items,
  });

export const presenceQuery = (from: string, to: string, logins: readonly string[]) =>
  queryOptions({
    queryKey: [...calendarKeys.all, 'presence', from, to, logins.join(',')],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: PresenceDay[] }>('/presence', {
          query: { from, to, ...(logins.length === 0 ? {} : { people: logins.join(',') }) },
          signal,
        })
      ).items,
  });

export interface SeriesPoint {
  readonly id: number;
  readonly recurrenceId: string | null;
  readonly scope: Scope;
  readonly etag: string | null;
}

export function useMakeEvent() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: (event: NewEvent) => api.post<Written>('/calendar/events', event),
    onSuccess: refresh,
  });
}

export function useChangeEvent() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: ({ id, ...body }: SeriesPoint & { readonly change: EventChange }) =>
      api.patch<Written>(`/calendar/events/${id}`, body),
    onSettled: refresh,
  });
}

export function useRemoveEvent() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: ({ id, ...query }: SeriesPoint) =>
      api.delete<Written>(`/calendar/events/${id}`, { query: { ...query } }),
    onSettled: refresh,
  });
}

export function useAnswer() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: number; recurrenceId: string | null; answer: EventAnswer; comment?: string }) =>
      api.post<Written>(`/calendar/events/${id}/answer`, body),
    onSettled: refresh,
  });
}

/** Takes back what one just did. */
export function useUndoChange() {
  const refresh = useRefreshCalendar();
  return useMutation({ mutationFn: (id: number) => api.post<unknown>(`/calendar/undo/${id}`), onSettled: refresh });
}

export function useSetPresence() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: ({ date, place }: { date: string; place: PresencePlace | null }) =>
      api.put<unknown>(`/me/presence/${date}`, { place }),
    onSettled: refresh,
  });
}
