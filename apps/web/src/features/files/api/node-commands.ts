import { api } from '../../../api/api.ts';
import type { NodeResult, NodeView, OnConflict } from './node-types.ts';

/** One request takes so many ids; a selection of 100,000 goes in steps that show progress. */
const batch = 500;

export interface BatchOptions {
  readonly progress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export const createFolder = (parentId: number, name: string) =>
  api.post<NodeView>(`/nodes/${parentId}/folders`, { name });

export const createFile = (parentId: number, name: string) => api.post<NodeView>(`/nodes/${parentId}/files`, { name });

export const renameNode = (id: number, name: string) => api.patch<NodeView>(`/nodes/${id}`, { name });

export const setFavourite = (id: number, favourite: boolean) => api.patch<NodeView>(`/nodes/${id}`, { favourite });

export interface TransferInput {
  readonly ids: readonly number[];
  readonly parentId: number;
  readonly onConflict: OnConflict;
}

export function transferNodes(
  mode: 'move' | 'copy',
  { ids, parentId, onConflict }: TransferInput,
  options?: BatchOptions,
): Promise<NodeResult[]> {
  return inBatches(ids, options, (part) => api.post(`/nodes/${mode}`, { ids: part, parentId, onConflict }));
}

export function removeNodes(ids: readonly number[], options?: BatchOptions): Promise<NodeResult[]> {
  return inBatches(ids, options, (part) => api.post('/nodes/delete', { ids: part }));
}

export function restoreFromTrash(ids: readonly number[], options?: BatchOptions): Promise<NodeResult[]> {
  return inBatches(ids, options, (part) => api.post('/trash/restore', { ids: part }));
}

export function purgeFromTrash(ids: readonly number[], options?: BatchOptions): Promise<NodeResult[]> {
  return inBatches(ids, options, (part) => api.post('/trash/purge', { ids: part }));
}

export const emptyTrash = () => api.post<unknown>('/trash/purge', { all: true });

export const restoreVersion = (id: number, version: number) =>
  api.post<NodeView>(`/nodes/${id}/versions/${version}/restore`);

export const labelVersion = (id: number, version: number, label: string | null) =>
  api.patch<unknown>(`/nodes/${id}/versions/${version}`, { label });

export const removeVersion = (id: number, version: number) => api.delete<unknown>(`/nodes/${id}/versions/${version}`);

async function inBatches(
  ids: readonly number[],
  options: BatchOptions = {},
  send: (part: readonly number[]) => Promise<{ results: NodeResult[] } | undefined>,
): Promise<NodeResult[]> {
  const results: NodeResult[] = [];
  for (let at = 0; at < ids.length; at += batch) {
    if (options.signal?.aborted) break;
    const answer = await send(ids.slice(at, at + batch));
    results.push(...(answer?.results ?? []));
    options.progress?.(Math.min(ids.length, at + batch), ids.length);
  }
  return results;
}
