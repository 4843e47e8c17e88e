import type { Actor } from '@landescloud/kernel';
import { csvPages } from '../csv-pages.ts';
import { notAllowed } from '../errors.ts';
import { requireSomeAdministration } from '../rights.ts';
import type { GroupQueries, GroupsQuery } from './group-queries.ts';

/** The groups that the actor administers, as CSV in parts. */
export function exportGroups({ list }: GroupQueries) {
  return (actor: Actor, query: GroupsQuery): AsyncIterable<string> => {
    requireSomeAdministration(actor);
    return csvPages(['Schlüssel', 'Name', 'Organisation', 'Mitglieder'], async (offset, limit) => {
      const { total, items } = await list(actor, { ...query, offset, limit });
      const own = items.filter(({ administered }) => administered);
      const rows = own.map(({ key, name, organisationKey, memberCount }) => [
        key,
        name,
        organisationKey ?? '',
        String(memberCount),
      ]);
      return { total, rows };
    });
  };
}

/** Who is in a group that the actor administers. NotFound `directory.group_not_found`. */
export function exportMembers({ get, members }: GroupQueries) {
  return async (actor: Actor, key: string): Promise<AsyncIterable<string>> => {
    requireSomeAdministration(actor);
    const { administered } = await get(actor, key);
    if (!administered) throw notAllowed();
    return csvPages(['Login', 'Name', 'Organisation', 'Schlüssel'], async (offset, limit) => {
      const { total, items } = await members(actor, key, { offset, limit });
      return { total, rows: items.map((one) => [one.login, one.name, one.organisation.name, one.organisation.key]) };
    });
  };
}
