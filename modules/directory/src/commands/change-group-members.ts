import type { Actor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { CommandDeps } from '../command-deps.ts';
import { groupNotFound, personNotFound } from '../errors.ts';
import { requireAdministrator } from '../rights.ts';

const insertMember = statement(
  'directory.insert-group-member',
  'insert into directory.group_member (group_id, person_id) values ($1, $2) on conflict do nothing returning person_id',
);
const deleteMember = statement(
  'directory.delete-group-member',
  'delete from directory.group_member where group_id = $1 and person_id = $2 returning person_id',
);

export function addGroupMember(deps: CommandDeps) {
  return changeGroupMember(deps, insertMember, 'directory.group_member_added');
}

export function removeGroupMember(deps: CommandDeps) {
  return changeGroupMember(deps, deleteMember, 'directory.group_member_removed');
}

/** Doing it twice is no error: what was asked for is so. */
function changeGroupMember({ db, events, groups, people }: CommandDeps, change: typeof insertMember, type: string) {
  return async (actor: Actor, groupKey: string, login: string): Promise<void> => {
    requireAdministrator(actor);
    const group = await groups.byKey(groupKey);
    if (!group) throw groupNotFound();
    const person = await people.byLogin(login);
    if (!person) throw personNotFound();
    await db.transaction(async (tx) => {
      const changed = await tx.query(change, [group.id, person.id]);
      if (changed.length === 0) return;
      const data = { personId: person.id };
      await events.record(tx, actor, { type, subject: `group:${group.id}`, data });
    });
  };
}
