import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { sessionQuery } from '../../../session/session.ts';

export const emailQuery = queryOptions({
  queryKey: ['email'],
  queryFn: ({ signal }) => api.get<Answer<'/me/email'>>('/me/email', { signal }),
});

/** The new address is written to; nothing changes before it is confirmed. */
export function useAskForEmail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (email: string) => api.post('/me/email', { email }),
    onSuccess: () => client.invalidateQueries({ queryKey: emailQuery.queryKey }),
  });
}

export function useConfirmEmail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => api.post('/me/email/confirm', { token }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: emailQuery.queryKey });
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}
