import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import type { Calendar, CalendarShare, ShareInput } from './calendar-types.ts';

export const calendarKeys = { all: ['calendar'] as const, calendars: ['calendar', 'calendars'] as const };

export const calendarsQuery = queryOptions({
  queryKey: calendarKeys.calendars,
  staleTime: 30_000,
  queryFn: async ({ signal }) => (await api.get<{ items: Calendar[] }>('/calendars', { signal })).items,
});

export function useRefreshCalendar() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: calendarKeys.all });
}

export interface NewCalendar {
  readonly name: string;
  readonly colour: string;
  /** A group or organisation that one administers; absent: oneself. */
  readonly owner?: { readonly kind: 'group' | 'organisation'; readonly key: string };
}

export function useMakeCalendar() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: (input: NewCalendar) => api.post<Calendar>('/calendars', input),
    onSuccess: refresh,
  });
}

export interface CalendarPatch {
  readonly id: number;
  readonly name?: string;
  readonly colour?: string;
  readonly isVisible?: boolean;
  readonly reminds?: boolean;
  readonly position?: number;
}

/** Shown at once; taken back when the server refuses. */
export function useChangeCalendar() {
  const client = useQueryClient();
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: ({ id, ...change }: CalendarPatch) => api.patch<Calendar>(`/calendars/${id}`, change),
    onMutate: ({ id, ...change }) =>
      client.setQueryData(calendarsQuery.queryKey, (items) =>
        items?.map((one) => (one.id === id ? { ...one, ...change } : one)),
      ),
    onSettled: refresh,
  });
}

export function useRemoveCalendar() {
  const refresh = useRefreshCalendar();
  return useMutation({ mutationFn: (id: number) => api.delete<unknown>(`/calendars/${id}`), onSuccess: refresh });
}

export function useRestoreCalendar() {
  const refresh = useRefreshCalendar();
  return useMutation({ mutationFn: (id: number) => api.post<unknown>(`/calendars/${id}/restore`), onSuccess: refresh });
}

export function useLeaveCalendar() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: (id: number) => api.delete<unknown>(`/calendars/${id}`),
    onSuccess: refresh,
  });
}

export const calendarSharesQuery = (id: number) =>
  queryOptions({
    queryKey: [...calendarKeys.all, 'shares', id],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: CalendarShare[] }>(`/calendars/${id}/shares`, { signal })).items,
  });

export function useShareCalendar(id: number) {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: (share: ShareInput) => api.put<unknown>(`/calendars/${id}/shares`, share),
    onSettled: refresh,
  });
}

export function useUnshareCalendar(id: number) {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: ({ kind, key }: { kind: ShareInput['kind']; key: string }) =>
      api.delete<unknown>(`/calendars/${id}/shares`, { query: { kind, key } }),
    onSettled: refresh,
  });
}
