import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type Source = Answer<'/sources/{id}'>;
export type SourceKind = Source['kind'];
export type Run = NonNullable<Source['lastRun']>;
export type Difference = Answer<'/sources/{id}/runs/{run}'>;
export type Item = Difference['items'][number];
export type ItemKind = Item['kind'];
export type Upload = Answer<'/sources/{id}/csv', 'post'>;
export type TestResult = Answer<'/sources/{id}/test', 'post'>;
export type Token = Answer<'/sources/{id}/tokens'>['items'][number];
export type MadeToken = Answer<'/sources/{id}/token', 'post'>;
export type NewSource = Body<'/sources', 'post'>;
export type SourceChange = Body<'/sources/{id}', 'patch'>;
/** Which settings there are goes by the kind; the server checks them. */
export type Settings = Source['settings'];

const busy = new Set<Run['state']>(['waiting', 'reading', 'applying']);
const lookEveryMs = 1_000;

export function isBusy(run: Run | null | undefined): boolean {
  return run !== null && run !== undefined && busy.has(run.state);
}

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: async ({ signal }) => (await api.get<{ items: Source[] }>('/sources', { signal })).items,
  refetchInterval: ({ state }) => (state.data?.some(({ lastRun }) => isBusy(lastRun)) ? lookEveryMs * 2 : false),
});

export function sourceQuery(id: number) {
  return queryOptions({
    queryKey: ['sources', id],
    queryFn: ({ signal }) => api.get<Source>(`/sources/${id}`, { signal }),
    refetchInterval: ({ state }) => (isBusy(state.data?.lastRun) ? lookEveryMs : false),
  });
}

export const runsPage = 20;

export function runsQuery(id: number, offset: number) {
  return queryOptions({
    queryKey: ['sources', id, 'runs', offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<Answer<'/sources/{id}/runs'>>(`/sources/${id}/runs`, { query: { offset, limit: runsPage }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isBusy) ? lookEveryMs : false),
  });
}

export const itemsPage = 50;

export function differenceQuery(id: number, run: Run, kind: ItemKind, offset: number) {
  return queryOptions({
    // a run that goes on shows more each time
    queryKey: ['sources', id, 'runs', run.id, run.state, kind, offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<Difference>(`/sources/${id}/runs/${run.id}`, { query: { kind, offset, limit: itemsPage }, signal }),
  });
}

export function tokensQuery(id: number) {
  return queryOptions({
    queryKey: ['sources', id, 'tokens'],
    queryFn: async ({ signal }) => (await api.get<{ items: Token[] }>(`/sources/${id}/tokens`, { signal })).items,
  });
}

/** Everything about sources is asked anew after each change. */
function useChange<Input, Result>(mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: ['sources'] }) });
}

export const useAddSource = () => useChange((input: NewSource) => api.post<Source>('/sources', input));
export const useChangeSource = (id: number) =>
  useChange((input: SourceChange) => api.patch<Source>(`/sources/${id}`, input));
export const useRemoveSource = (id: number) => useChange(() => api.delete(`/sources/${id}`));
export const useStartRun = (id: number) =>
  useChange((how: 'run' | 'dry-run') => api.post<Run>(`/sources/${id}/${how}`, {}));
export const useDecide = (id: number, run: Run) =>
  useChange((what: 'confirm' | 'discard') =>
    api.post<Run>(`/sources/${id}/runs/${run.id}/${what}`, { hash: run.hash ?? '' }),
  );
export const useMakeToken = (id: number) =>
  useChange((label: string) => api.post<MadeToken>(`/sources/${id}/token`, { label }));
export const useRevokeToken = (id: number) =>
  useChange((token: number) => api.delete(`/sources/${id}/tokens/${token}`));
export const useAllowLeaving = (id: number) => useChange(() => api.post<Source>(`/sources/${id}/allow-leaving`));

export function useTestSource(id: number) {
  return useMutation({
    mutationFn: (input: { settings: Settings; secret?: string }) => api.post<TestResult>(`/sources/${id}/test`, input),
  });
}

export function useUploadCsv(id: number) {
  return useMutation({
    // Windows takes CSV for a file of its spreadsheet
    mutationFn: (file: File) => api.post<Upload>(`/sources/${id}/csv`, new Blob([file], { type: 'text/csv' })),
  });
}
