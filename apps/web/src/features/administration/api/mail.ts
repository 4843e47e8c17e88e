import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type MailPage = Answer<'/mail'>;
export type Mail = MailPage['items'][number];
export type MailState = Mail['state'];

export function mailQuery(filter: { q: string; state: MailState | ''; offset: number; limit: number }) {
  const { q, state, ...window } = filter;
  const query = { ...window, q: q === '' ? undefined : q, state: state === '' ? undefined : state };
  return queryOptions({
    queryKey: ['mail', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<MailPage>('/mail', { query, signal }),
  });
}

/** null: not kept any more. */
export function mailTextQuery(id: number) {
  return queryOptions({
    queryKey: ['mail', 'one', id],
    queryFn: ({ signal }) => api.get<Answer<'/mail/{id}'>>(`/mail/${id}`, { signal }),
  });
}

export function useResendMail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.post(`/mail/${id}/resend`),
    onSettled: () => client.invalidateQueries({ queryKey: ['mail'] }),
  });
}
