import type { Actor, PersonRole } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { guestUnfit, loginTaken, personNotFound } from '../errors.ts';
import { checkedLogin } from '../input-rules.ts';
import { writeNewPeople, writePersonChange } from '../person-writer.ts';
import { requirePlatformAdministrator } from '../rights.ts';
import { administer } from './administer.ts';
import { checkedColleagues, checkedFields, openOrganisation } from './check-person.ts';
import type { PersonFields } from './check-person.ts';

export interface NewPersonInput extends PersonFields {
  readonly login: string;
  readonly name: string;
  readonly organisationKey: string;
  readonly role?: PersonRole;
}

/** The person cannot sign in before auth is given a password for them. Answers the login. */
export function addPerson(deps: CommandDeps) {
  return (actor: Actor, input: NewPersonInput): Promise<string> =>
    administer(deps, actor, 'people', async ({ tx, actor, tree }) => {
      const organisation = openOrganisation(actor, tree, input.organisationKey);
      const { role = 'member' } = input;
      if (role === 'guest') throw guestUnfit();
      if (role === 'platform-administrator') requirePlatformAdministrator(actor);
      const login = checkedLogin(input.login);
      const fields = checkedFields(input, null);
      const row = { ...empty, ...fields, login, name: fields.name ?? '', organisationId: organisation.id, role };
      const id = (await writeNewPeople(tx, [row])).get(login);
      if (id === undefined) throw loginTaken();
      const colleagues = await checkedColleagues(deps, tx, { actor, tree, of: id }, input);
      await writePersonChange(tx, id, colleagues);
      await deps.events.record(tx, actor, {
        type: 'directory.person_added',
        subject: `person:${id}`,
        organisationId: organisation.id,
        data: { login, role },
      });
      if (!(await deps.people.byLogin(login, tx))) throw personNotFound();
      return login;
    });
}

export const empty = {
  email: null,
  language: 'de',
  jobTitle: null,
  phone: null,
  place: null,
  addresses: [],
} as const;
