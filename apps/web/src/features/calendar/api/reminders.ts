import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type Reminder = Answer<'/me/reminders'>['items'][number];
export type ReminderSettings = Answer<'/me/reminder-settings'>;
export type ReminderWay = ReminderSettings['way'];

/** What has rung and is not done with: told with the notifications, live. */
export const remindersQuery = queryOptions({
  queryKey: ['notifications', 'reminders'],
  queryFn: async ({ signal }) => (await api.get<{ items: Reminder[] }>('/me/reminders', { signal })).items,
  refetchInterval: 5 * 60_000,
});

export const reminderSettingsQuery = queryOptions({
  queryKey: ['reminder-settings'],
  staleTime: 60_000,
  queryFn: ({ signal }) => api.get<ReminderSettings>('/me/reminder-settings', { signal }),
});

/** Gone from sight at once; back where the server knows better. */
function useLeaving<Input extends { readonly id: number }>(mutationFn: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onMutate: ({ id }) =>
      client.setQueryData(remindersQuery.queryKey, (items) => items?.filter((one) => one.id !== id)),
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
}

export const useDoneReminder = () => useLeaving(({ id }: { id: number }) => api.delete(`/me/reminders/${id}`));
export const useSnoozeReminder = () =>
  useLeaving(({ id, minutes }: { id: number; minutes: number }) => api.post(`/me/reminders/${id}/snooze`, { minutes }));

export function useSaveReminderSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: ReminderSettings) => api.put<ReminderSettings>('/me/reminder-settings', settings),
    onMutate: (settings) => client.setQueryData(reminderSettingsQuery.queryKey, settings),
    onSettled: () => client.invalidateQueries({ queryKey: reminderSettingsQuery.queryKey }),
  });
}
