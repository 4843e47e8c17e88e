import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { organisationPath } from './organisations.ts';

export type RoleHolder = Answer<'/organisations/{key}/roles'>['items'][number];
export type OrganisationRole = RoleHolder['role'];
export const organisationRoles = [
  'organisation-administrator',
  'auditor',
  'reporter',
  'access-manager',
] as const satisfies readonly OrganisationRole[];

export function rolesQuery(key: string) {
  return queryOptions({
    queryKey: ['organisations', key, 'roles'],
    queryFn: async ({ signal }) =>
      (await api.get<Answer<'/organisations/{key}/roles'>>(`${organisationPath(key)}/roles`, { signal })).items,
  });
}

interface RoleChange {
  readonly organisationKey: string;
  readonly role: OrganisationRole;
  readonly login: string;
  readonly held: boolean;
}

/** Gives (`held: true`) or takes a role. */
export function useChangeRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ organisationKey, role, login, held }: RoleChange) => {
      const path = `${organisationPath(organisationKey)}/roles/${role}/${encodeURIComponent(login)}`;
      return held ? api.put(path) : api.delete(path);
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['organisations'] }),
        client.invalidateQueries({ queryKey: ['people'] }),
      ]),
  });
}
