import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { meQuery } from '../../../session/me.ts';

/** For whom something can be made beside oneself: groups and organisations that one administers. */
export interface Holder {
  readonly kind: 'group' | 'organisation';
  readonly key: string;
  readonly name: string;
}

const most = 200;

const administeredGroups = queryOptions({
  queryKey: ['groups', 'administered'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const { items } = await api.get<Answer<'/groups'>>('/groups', { query: { limit: most }, signal });
    return items.filter(({ administered }) => administered);
  },
});

export function useHolders(): readonly Holder[] {
  const { data: me } = useQuery(meQuery);
  const { data: groups = [] } = useQuery({ ...administeredGroups, enabled: me !== undefined && me.role !== 'guest' });
  const held = (me?.assignments ?? []).filter(({ role }) => role === 'organisation-administrator');
  const organisations = me?.role === 'platform-administrator' ? [me.organisation] : held.map((one) => one.organisation);
  return [
    ...groups.map(({ key, name }) => ({ kind: 'group' as const, key, name })),
    ...organisations.map(({ key, name }) => ({ kind: 'organisation' as const, key, name })),
  ];
}
