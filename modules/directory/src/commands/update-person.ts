import type { Actor, PersonRole } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { lastAdministrator, organisationNotFound, personNotFound } from '../errors.ts';
import { checkedEmail, checkedName } from '../input-rules.ts';
import { requireAdministrator } from '../rights.ts';
import { lockedAdministrators, writePersonChange } from '../person-writer.ts';
import type { PersonChange } from '../person-writer.ts';
import type { PersonRecord } from '../person-reader.ts';

/** Absent: stays as it is. */
export interface PersonUpdate {
  readonly name?: string;
  readonly email?: string | null;
  readonly organisationKey?: string;
  readonly role?: PersonRole;
  /** May no longer sign in; what is signed in ends. What they own stays. */
  readonly disabled?: boolean;
}

export function updatePerson({ db, clock, events, organisations, people, personChanged }: CommandDeps) {
  return async (actor: Actor, login: string, update: PersonUpdate): Promise<PersonRecord> => {
    requireAdministrator(actor);
    return db.transaction(async (tx) => {
      const losesAdministration = update.disabled === true || update.role === 'member';
      const administrators = losesAdministration ? await lockedAdministrators(tx) : [];
      const before = await people.byLogin(login, tx);
      if (!before) throw personNotFound();
      if (administrators.length === 1 && administrators[0] === before.id) throw lastAdministrator();
      const organisation =
        update.organisationKey === undefined ? undefined : await organisations.byKey(update.organisationKey, tx);
      if (update.organisationKey !== undefined && !organisation) throw organisationNotFound();

      const turns = update.disabled !== undefined && update.disabled !== before.disabled;
      const change: PersonChange = {
        ...(update.name === undefined ? {} : { name: checkedName(update.name) }),
        ...(update.email === undefined ? {} : { email: checkedEmail(update.email) }),
        ...(organisation === undefined ? {} : { organisationId: organisation.id }),
        ...(update.role === undefined ? {} : { role: update.role }),
        ...(turns ? { disabledAt: update.disabled ? new Date(clock.now()) : null } : {}),
      };
      if (Object.keys(change).length === 0) return before;
      await writePersonChange(tx, before.id, change);
      const subject = `person:${before.id}`;
      const organisationId = organisation?.id ?? before.organisation.id;
      // which fields, not their contents: the log need not repeat personal data
      const data = { changed: Object.keys(change).filter((field) => field !== 'disabledAt') };
      if (data.changed.length > 0) {
        await events.record(tx, actor, { type: 'directory.person_changed', subject, organisationId, data });
      }
      if (turns) {
        const type = update.disabled ? 'directory.person_disabled' : 'directory.person_enabled';
        await events.record(tx, actor, { type, subject, organisationId, data: {} });
      }
      tx.afterCommit(() => personChanged(before.id));
      return (await people.byLogin(login, tx))!;
    });
  };
}
