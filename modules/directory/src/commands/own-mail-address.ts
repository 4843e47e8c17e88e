import type { MailAddresses, MailKeeper } from '@landescloud/platform/auth';
import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { parseMailAddress } from '@landescloud/platform/mail';
import type { CommandDeps } from '../command-deps.ts';
import { invalid, mailKeptElsewhere, personNotFound } from '../errors.ts';
import type { PersonRecord } from '../person-reader.ts';
import { lockedPerson, writePersonChange } from '../person-writer.ts';

const findSource = statement(
  'directory.find-source-of-person',
  `select 1 from directory.source_person k join directory.source s on s.id = k.source_id
   where k.person_id = $1 and s.removed_at is null and k.state <> 'gone'`,
);

/** The first address does not stand among the further ones, too. */
const forgetFurther = statement(
  'directory.forget-further-address',
  'delete from directory.person_address where person_id = $1 and address = $2',
);

/** What people may do about their own mail address; that the new one is theirs, auth has them show. */
export function ownMailAddress({ db, people, events, personChanged }: CommandDeps): MailAddresses {
  async function keeperOf(tx: Queryable, { id, role }: PersonRecord): Promise<MailKeeper | null> {
    // the sponsor vouches for who reads it, and invites by it
    if (role === 'guest') return 'sponsor';
    return (await tx.query(findSource, [id])).length > 0 ? 'source' : null;
  }

  async function personOf(personId: number, tx: Queryable): Promise<PersonRecord> {
    const person = await people.byId(personId, tx);
    if (!person) throw personNotFound();
    return person;
  }

  return {
    async of(personId) {
      const person = await personOf(personId, db);
      return { email: person.email, keptBy: await keeperOf(db, person) };
    },
    async check(personId, typed) {
      const keeper = await keeperOf(db, await personOf(personId, db));
      if (keeper !== null) throw mailKeptElsewhere(keeper);
      const email = parseMailAddress(typed.normalize('NFC').trim());
      if (email === null) throw invalid('email', 'This is no e-mail address.');
      return email;
    },
    async change(tx, actor, email) {
      const { personId: id } = actor;
      await lockedPerson(tx, id);
      const person = await personOf(id, tx);
      const keeper = await keeperOf(tx, person);
      if (keeper !== null) throw mailKeptElsewhere(keeper);
      await tx.query(forgetFurther, [id, email.toLowerCase()]);
      await writePersonChange(tx, id, { email });
      await events.record(tx, actor, {
        type: 'directory.person_changed',
        subject: `person:${id}`,
        organisationId: person.organisation.id,
        data: { changed: ['email'] },
      });
      tx.afterCommit(() => personChanged(id));
      return person.email;
    },
  };
}
