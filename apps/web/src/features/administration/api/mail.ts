import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

export type MailState = 'waiting' | 'sent' | 'failed' | 'kept';

export interface Mail {
  readonly id: number;
  readonly to: string;
  readonly kind: string;
  readonly subject: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly error: string | null;
  /** Milliseconds. */
  readonly createdAt: number;
  readonly sentAt: number | null;
}

export interface MailPage {
  readonly total: number;
  /** Whether there is a mail server. */
  readonly sends: boolean;
  readonly items: Mail[];
}

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
    queryFn: ({ signal }) => api.get<Mail & { text: string | null }>(`/mail/${id}`, { signal }),
  });
}

export function useResendMail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.post(`/mail/${id}/resend`),
    onSettled: () => client.invalidateQueries({ queryKey: ['mail'] }),
  });
}
