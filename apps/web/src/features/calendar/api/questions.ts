import { queryOptions, useMutation } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import type { Answer, Body } from '../../../api/answer.ts';
import { calendarKeys, useRefreshCalendar } from './calendars.ts';

export type Question = Answer<'/me/calendar-questions'>['questions'][number];
export type Decision = Body<'/me/calendar-questions/{id}', 'post'>['answer'];

/** What waits for one's decision: other times that were proposed, who was not invited, mails that prove nothing. */
export const questionsQuery = queryOptions({
  queryKey: [...calendarKeys.all, 'questions'],
  staleTime: 20_000,
  queryFn: async ({ signal }) =>
    (await api.get<{ questions: Question[] }>('/me/calendar-questions', { signal })).questions,
});

export function useDecide() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: ({ id, answer }: { readonly id: number; readonly answer: Decision }) =>
      api.post<null>(`/me/calendar-questions/${id}`, { answer }),
    onSettled: refresh,
  });
}
