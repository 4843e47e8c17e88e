import type { Actor } from '@landescloud/kernel';
import type { Belongings } from '../belongings.ts';
import type { CommandDeps } from '../command-deps.ts';
import { requireAdministersPerson } from '../rights.ts';
import type { Belonging } from '../views.ts';

/** What has to be taken over when the person leaves, and the groups that they leave. */
export function listBelongings({ trees, people, groups }: CommandDeps, plugged: readonly Belongings[]) {
  return async (actor: Actor, login: string): Promise<Belonging[]> => {
    const person = await people.byLogin(login);
    requireAdministersPerson(actor, await trees.current(), person);
    const others = await Promise.all(plugged.map((belongings) => belongings.list(person.id)));
    const names = await groups.namesOfPerson(person.id);
    return [...others.flat(), ...names.map((name) => ({ kind: 'group' as const, name }))];
  };
}
