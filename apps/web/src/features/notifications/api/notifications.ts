import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import type { Locale } from '../../../i18n/locale.ts';

type Page = Answer<'/me/notifications'>;
export type Notification = Page['items'][number];
export type Preference = Answer<'/me/notifications/preferences'>['items'][number];
export type MailChoice = Preference['mail'];

const pageSize = 20;

/** How many are unread; live, and now and then in case a hint was lost. */
export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: async ({ signal }) =>
    (await api.get<Page>('/me/notifications', { signal, query: { limit: 1, show: 'unread' } })).unread,
  refetchInterval: 5 * 60_000,
});

export const notificationsQuery = (language: Locale) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'list', language],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page>('/me/notifications', {
        signal,
        query: { limit: pageSize, language, afterAt: pageParam?.at, afterId: pageParam?.id },
      }),
    initialPageParam: null as Notification | null,
    getNextPageParam: ({ more, items }) => (more ? (items.at(-1) ?? null) : null),
  });

export const preferencesQuery = (language: Locale) =>
  queryOptions({
    queryKey: ['notification-preferences', language],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Preference[] }>('/me/notifications/preferences', { signal, query: { language } })).items,
  });

function useChange<Input>(mutationFn: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
}

export const useMarkRead = () => useChange((id: number) => api.post(`/me/notifications/${id}/read`));
/** Those up to the moment of the newest that was shown. */
export const useMarkAllRead = () => useChange((upTo: number) => api.post('/me/notifications/read', { upTo }));
export const useRemoveNotification = () => useChange((id: number) => api.delete(`/me/notifications/${id}`));

export function useChoose() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, mail }: { kind: string; mail: MailChoice }) =>
      api.put(`/me/notifications/preferences/${kind}`, { mail }),
    onSettled: () => client.invalidateQueries({ queryKey: ['notification-preferences'] }),
  });
}
