import type { Actor, PersonRole } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import type { Language } from '../directory-tables.ts';
import { loginTaken, organisationNotFound } from '../errors.ts';
import { checkedEmail, checkedLogin, checkedName } from '../input-rules.ts';
import { requireAdministrator } from '../rights.ts';
import { writeNewPeople } from '../person-writer.ts';
import type { PersonRecord } from '../person-reader.ts';

export interface NewPersonInput {
  readonly login: string;
  readonly name: string;
  readonly organisationKey: string;
  readonly email?: string | null;
  readonly role?: PersonRole;
  readonly language?: Language;
}

/** The person cannot sign in before auth is given a password for them. */
export function addPerson({ db, events, organisations, people }: CommandDeps) {
  return async (actor: Actor, input: NewPersonInput): Promise<PersonRecord> => {
    requireAdministrator(actor);
    const login = checkedLogin(input.login);
    const name = checkedName(input.name);
    const email = checkedEmail(input.email ?? null);
    const { role = 'member', language = 'de' } = input;
    return db.transaction(async (tx) => {
      const organisation = await organisations.byKey(input.organisationKey, tx);
      if (!organisation) throw organisationNotFound();
      const none = { jobTitle: null, phone: null, place: null, addresses: [] };
      const written = await writeNewPeople(tx, [
        { login, name, email, organisationId: organisation.id, role, language, ...none },
      ]);
      const id = written.get(login);
      if (id === undefined) throw loginTaken();
      await events.record(tx, actor, {
        type: 'directory.person_added',
        subject: `person:${id}`,
        organisationId: organisation.id,
        data: { login, role },
      });
      return (await people.byLogin(login, tx))!;
    });
  };
}
