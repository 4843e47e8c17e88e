import type { Identity, IdentitySource } from '@landescloud/platform/auth';
import type { PersonReader, PersonRecord } from './person-reader.ts';

/** What auth asks the directory; always the present state. */
export function createIdentities(people: PersonReader): IdentitySource {
  return {
    async findByLogin(login) {
      return toIdentity(await people.byLogin(login));
    },
    async findById(personId) {
      return toIdentity(await people.byId(personId));
    },
    async profile(personId) {
      const person = await people.byId(personId);
      return person && toProfile(person);
    },
  };
}

function toIdentity(person: PersonRecord | undefined): Identity | undefined {
  if (!person) return undefined;
  const { id, login, name, organisation, role, disabled } = person;
  return { personId: id, login, name, organisationId: organisation.id, role, disabled };
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
