import type { Identity, IdentitySource } from '@landescloud/platform/auth';
import type { AssignmentReader } from './assignment-reader.ts';
import type { PersonReader, PersonRecord } from './person-reader.ts';

/** What auth asks the directory; always the present state. */
export function createIdentities(people: PersonReader, assignments: AssignmentReader): IdentitySource {
  async function identity(person: PersonRecord | undefined): Promise<Identity | undefined> {
    if (!person) return undefined;
    const { id: personId, login, name, organisation, role, disabled } = person;
    const held = await assignments.ofPerson(personId);
    return { personId, login, name, organisationId: organisation.id, role, assignments: held, disabled };
  }

  return {
    findByLogin: async (login) => identity(await people.byLogin(login)),
    findById: async (personId) => identity(await people.byId(personId)),
    async profile(personId) {
      const person = await people.byId(personId);
      return person && toProfile(person);
    },
  };
}

export function toProfile({ id, login, name, email, organisation, role, language, theme }: PersonRecord) {
  return {
    id,
    login,
    name,
    email,
    organisation: { key: organisation.key, name: organisation.name },
    role,
    language,
    theme,
  };
}
