import { infiniteQueryOptions } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

type AuditPage = Answer<'/audit'>;
export type AuditEntry = AuditPage['items'][number];

export interface AuditFilter {
  readonly q: string;
  /** Begin of the type; '' for all. */
  readonly type: string;
  readonly organisation: number | null;
  /** Days as '2026-11-23', '' for none; both included. */
  readonly from: string;
  readonly to: string;
  /** 'person:7', '' for all. */
  readonly subject: string;
}

const day = 86_400_000;

export function auditParameters({ q, type, organisation, from, to, subject }: AuditFilter) {
  const start = Date.parse(`${from}T00:00:00`);
  const end = Date.parse(`${to}T00:00:00`);
  return {
    q: q === '' ? undefined : q,
    type: type === '' ? undefined : type,
    organisation,
    subject: subject === '' ? undefined : subject,
    from: Number.isNaN(start) ? undefined : start,
    to: Number.isNaN(end) ? undefined : end + day,
  };
}

export function auditQuery(filter: AuditFilter) {
  const parameters = auditParameters(filter);
  return infiniteQueryOptions({
    queryKey: ['audit', parameters],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditPage>('/audit', { query: { ...parameters, before: pageParam, limit: 100 }, signal }),
    getNextPageParam: ({ next }) => next,
    placeholderData: (previous) => previous,
  });
}
