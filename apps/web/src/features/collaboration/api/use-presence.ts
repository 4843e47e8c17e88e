import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, apiUrl } from '../../../api/api.ts';
import type { Person } from './collaboration.ts';

const every = 15_000;
const none: readonly Person[] = [];

/** Who else looks at the folder now. Says that one does oneself, for as long as it is in view. */
export function usePresence(folderId: number): readonly Person[] {
  const { data } = useQuery({
    queryKey: ['collaboration', 'presence', folderId],
    queryFn: async ({ signal }) =>
      (await api.post<{ items: Person[] }>(`/nodes/${folderId}/presence`, undefined, { signal })).items,
    refetchInterval: every,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  useEffect(() => {
    const path = apiUrl(`/nodes/${folderId}/presence`);
    const leave = () => void fetch(path, { method: 'DELETE', keepalive: true }).catch(() => undefined);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [folderId]);
  return data ?? none;
}
