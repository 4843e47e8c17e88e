import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { organisationPath, type OrganisationRef } from './organisations.ts';

export const organisationRoles = ['organisation-administrator', 'auditor', 'reporter', 'access-manager'] as const;
export type OrganisationRole = (typeof organisationRoles)[number];

export interface RoleHolder {
  readonly role: OrganisationRole;
  readonly person: { readonly login: string; readonly name: string; readonly organisation: OrganisationRef };
  /** Where the role was given. */
  readonly organisation: OrganisationRef;
  /** Given further up. */
  readonly inherited: boolean;
}

export function rolesQuery(key: string) {
  return queryOptions({
    queryKey: ['organisations', key, 'roles'],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: RoleHolder[] }>(`${organisationPath(key)}/roles`, { signal })).items,
  });
}

/** Gives (`held: true`) or takes a role. */
export function useChangeRole(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ role, login, held }: { role: OrganisationRole; login: string; held: boolean }) => {
      const path = `${organisationPath(key)}/roles/${role}/${encodeURIComponent(login)}`;
      return held ? api.put(path) : api.delete(path);
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['organisations'] }),
        client.invalidateQueries({ queryKey: ['people'] }),
      ]),
  });
}
