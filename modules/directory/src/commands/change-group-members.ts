import type { Actor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { personNotFound } from '../errors.ts';
import { writeMembers } from '../group-writer.ts';
import { lockGroup } from '../queries/group-queries.ts';
import { sees } from '../rights.ts';
import { administer } from './administer.ts';

export interface MembersChanged {
  readonly changed: number;
  /** Logins that nobody has whom the actor may find. */
  readonly unknown: string[];
}

/** Doing it twice is no error: what was asked for is so. Whoever is in it can be taken out, found or not. */
export function changeGroupMembers(deps: CommandDeps, member: boolean) {
  const type = member ? 'directory.group_member_added' : 'directory.group_member_removed';
  return (actor: Actor, key: string, logins: readonly string[]): Promise<MembersChanged> =>
    administer(deps, actor, 'people', async ({ tx, actor, tree }) => {
      const group = await lockGroup(deps, { tx, actor, tree }, key);
      const people = await deps.people.byLogins(logins, tx);
      const known = people.filter((person) => !member || (sees(actor, tree, person) && !person.disabled));
      const changed = await writeMembers(
        tx,
        group.id,
        known.map(({ id }) => id),
        member,
      );
      const about = { type, subject: `group:${group.id}`, organisationId: group.organisationId };
      await deps.events.record(tx, actor, ...changed.map((personId) => ({ ...about, data: { personId } })));
      const gone = new Set(changed);
      const found = new Set(
        known.filter((each) => gone.has(each.id) || sees(actor, tree, each)).map(({ login }) => login),
      );
      return { changed: changed.length, unknown: [...new Set(logins)].filter((login) => !found.has(login)) };
    });
}

/** NotFound `directory.person_not_found`. */
export function changeGroupMember(deps: CommandDeps, member: boolean) {
  const change = changeGroupMembers(deps, member);
  return async (actor: Actor, key: string, login: string): Promise<void> => {
    const { unknown } = await change(actor, key, [login]);
    if (unknown.length > 0) throw personNotFound();
  };
}
