import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/api.ts';

export interface Space {
  readonly id: number;
  readonly kind: 'personal' | 'project';
  readonly name: string;
  readonly mountName: string;
  readonly role: 'viewer' | 'editor' | 'manager';
  readonly rootId: number;
  readonly usedBytes: number;
  readonly quotaBytes: number | null;
}

/** The spaces that the signed-in person can see. */
export const spacesQuery = queryOptions({
  queryKey: ['spaces'],
  queryFn: async ({ signal }) => (await api.get<{ items: Space[] }>('/spaces', { signal })).items,
});
