import type { Actor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { CommandDeps } from '../command-deps.ts';
import { groupExists, organisationNotFound } from '../errors.ts';
import { checkedKey, checkedName } from '../input-rules.ts';
import { requireAdministrator } from '../rights.ts';
import type { GroupView } from '../views.ts';

export interface NewGroup {
  readonly key: string;
  readonly name: string;
  readonly organisationKey?: string | null;
}

const insertGroup = statement(
  'directory.insert-group',
  `insert into directory.group (key, name, organisation_id) values ($1, $2, $3)
   on conflict (key) do nothing returning id`,
);

export function addGroup({ db, events, organisations }: CommandDeps) {
  return async (actor: Actor, input: NewGroup): Promise<GroupView> => {
    requireAdministrator(actor);
    const key = checkedKey(input.key);
    const name = checkedName(input.name);
    const { organisationKey = null } = input;
    return db.transaction(async (tx) => {
      const organisation = organisationKey === null ? undefined : await organisations.byKey(organisationKey, tx);
      if (organisationKey !== null && !organisation) throw organisationNotFound();
      const organisationId = organisation?.id ?? null;
      const [row] = await tx.query<{ id: number }>(insertGroup, [key, name, organisationId]);
      if (!row) throw groupExists();
      const data = { key, name };
      await events.record(tx, actor, {
        type: 'directory.group_added',
        subject: `group:${row.id}`,
        organisationId,
        data,
      });
      return { key, name, organisationKey, memberCount: 0, administered: true };
    });
  };
}
