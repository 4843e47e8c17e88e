import type { Actor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { checkedLogin } from '../input-rules.ts';
import { writeManagers, writeNewPeople } from '../person-writer.ts';
import { administer } from './administer.ts';
import { empty } from './add-person.ts';
import { checkedFields, openOrganisation } from './check-person.ts';
import type { NewPersonInput } from './add-person.ts';

/** Members only; the manager may come in the same call, and is whoever is called so: no cycle is looked for. */
export type ManyPeopleInput = Omit<NewPersonInput, 'role' | 'deputies'>;

export interface AddedPeople {
  readonly ids: ReadonlyMap<string, number>;
  /** Logins that belong to somebody already. */
  readonly taken: string[];
}

/** All or, where one is wrong, none, in a handful of statements: for imports and examples. */
export function addPeople(deps: CommandDeps) {
  return (actor: Actor, inputs: readonly ManyPeopleInput[]): Promise<AddedPeople> =>
    administer(deps, actor, 'people', async ({ tx, actor, tree }) => {
      const rows = inputs.map((input) => {
        const organisationId = openOrganisation(actor, tree, input.organisationKey).id;
        const fields = checkedFields(input, null);
        const login = checkedLogin(input.login);
        return { ...empty, ...fields, login, name: fields.name ?? '', organisationId, role: 'member' as const };
      });
      const ids = await writeNewPeople(tx, rows);
      const managed = inputs.flatMap(({ login, manager }) => {
        const id = ids.get(login);
        return id === undefined || manager === undefined || manager === null ? [] : [{ id, manager }];
      });
      await writeManagers(tx, managed);
      const added = rows.filter(({ login }) => ids.has(login));
      await deps.events.record(
        tx,
        actor,
        ...added.map(({ login, organisationId, role }) => ({
          type: 'directory.person_added',
          subject: `person:${ids.get(login)}`,
          organisationId,
          data: { login, role },
        })),
      );
      return { ids, taken: rows.filter(({ login }) => !ids.has(login)).map(({ login }) => login) };
    });
}
