import type { Actor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { groupExists } from '../errors.ts';
import { deleteGroup, insertGroup, updateGroup } from '../group-writer.ts';
import { checkedKey, checkedName } from '../input-rules.ts';
import { administersGroup, lockGroup, viewGroup } from '../queries/group-queries.ts';
import { requirePlatformAdministrator } from '../rights.ts';
import type { GroupView } from '../views.ts';
import { administer } from './administer.ts';
import { openOrganisation } from './check-person.ts';

export interface NewGroup {
  readonly key: string;
  readonly name: string;
  /** Null: of the whole platform, which only platform administrators may. */
  readonly organisationKey?: string | null;
}

/** Conflict `directory.group_exists`. */
export function addGroup(deps: CommandDeps) {
  return (actor: Actor, input: NewGroup): Promise<GroupView> =>
    administer(deps, actor, 'people', async ({ tx, actor, tree }) => {
      const { organisationKey = null } = input;
      if (organisationKey === null) requirePlatformAdministrator(actor);
      const organisation = organisationKey === null ? null : openOrganisation(actor, tree, organisationKey);
      const key = checkedKey(input.key);
      const name = checkedName(input.name);
      const organisationId = organisation?.id ?? null;
      const id = await insertGroup(tx, { key, name, organisationId });
      if (id === undefined) throw groupExists();
      await deps.events.record(tx, actor, {
        type: 'directory.group_added',
        subject: `group:${id}`,
        organisationId,
        data: { key, name },
      });
      return viewGroup(actor, tree, { id, key, name, organisationId, memberCount: 0 });
    });
}

/** Absent: stays as it is. */
export interface GroupUpdate {
  readonly name?: string;
}

export function changeGroup(deps: CommandDeps) {
  return (actor: Actor, key: string, { name }: GroupUpdate): Promise<GroupView> =>
    administer(deps, actor, 'people', async ({ tx, actor, tree }) => {
      const group = await lockGroup(deps, { tx, actor, tree }, key);
      const next = name === undefined ? group.name : checkedName(name);
      if (next !== group.name) {
        await updateGroup(tx, group.id, next);
        const { id, organisationId } = group;
        const event = { type: 'directory.group_changed', subject: `group:${id}`, organisationId };
        await deps.events.record(tx, actor, { ...event, data: { changed: ['name'] } });
      }
      return {
        ...viewGroup(actor, tree, { ...group, name: next }),
        administered: administersGroup(actor, tree, group),
      };
    });
}

export function removeGroup(deps: CommandDeps) {
  return (actor: Actor, key: string): Promise<void> =>
    administer(deps, actor, 'people', async ({ tx, actor, tree }) => {
      const { id, organisationId } = await lockGroup(deps, { tx, actor, tree }, key);
      await deleteGroup(tx, id);
      const event = { type: 'directory.group_removed', subject: `group:${id}`, organisationId };
      await deps.events.record(tx, actor, { ...event, data: { key } });
    });
}
