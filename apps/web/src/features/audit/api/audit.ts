import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

export interface AuditEntry {
  readonly id: number;
  /** Milliseconds. */
  readonly at: number;
  /** `<room>.<what>_<participle>` */
  readonly type: string;
  readonly organisationId: number | null;
  /** What it said is deleted; that it happened is not. */
  readonly redacted: boolean;
  readonly actorKind: string | null;
  readonly personId: number | null;
  readonly name: string | null;
  readonly client: string | null;
  readonly subject: string | null;
  readonly data: unknown;
}

interface AuditPage {
  readonly items: AuditEntry[];
  /** Where the next page begins; null: this is the last. */
  readonly next: number | null;
}

export interface AuditFilter {
  readonly q: string;
  /** Begin of the type; '' for all. */
  readonly type: string;
  readonly organisation: number | null;
  /** Days as '2026-11-23', '' for none; both included. */
  readonly from: string;
  readonly to: string;
}

const day = 86_400_000;

export function auditParameters({ q, type, organisation, from, to }: AuditFilter) {
  const start = Date.parse(`${from}T00:00:00`);
  const end = Date.parse(`${to}T00:00:00`);
  return {
    q: q === '' ? undefined : q,
    type: type === '' ? undefined : type,
    organisation,
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
