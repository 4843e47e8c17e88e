import { randomInt } from 'node:crypto';
import { isDomainError, systemActor } from '@landescloud/kernel';
import type { Rooms } from './compose.ts';

/** How to sign in the first time; the password is null where the operator gave it. */
export interface FirstSignIn {
  readonly login: string;
  readonly password: string | null;
}

const actor = systemActor('first-start');

/**
 * Makes what a new installation needs to be used: the organisation at the top and its administrator. Answers null where
 * that is done already, or somebody else administers. Interrupted at any point, the next start goes on.
 */
export async function firstStart({ directory, auth, settings }: Rooms): Promise<FirstSignIn | null> {
  const administrator = await directory.people.byLogin('admin');
  if (administrator !== undefined && (await auth.hasPassword(administrator.id))) return null;
  if (administrator === undefined) {
    // People alone do not tell: the command line may have added them before the first start.
    const { total } = await directory.people.list(actor, { role: 'platform-administrator', limit: 1 });
    if (total > 0) return null;
  }
  await unlessThere(() => directory.organisations.add(actor, { key: 'land', name: 'Land', kind: 'state' }));
  await unlessThere(() =>
    directory.people.add(actor, {
      login: 'admin',
      name: 'Administration',
      organisationKey: 'land',
      role: 'platform-administrator',
    }),
  );
  const person = await directory.people.get(actor, 'admin');
  const password = settings.adminPassword ?? makePassword();
  await auth.setPassword(actor, person.id, password);
  return { login: 'admin', password: settings.adminPassword === null ? password : null };
}

async function unlessThere(add: () => Promise<unknown>): Promise<void> {
  try {
    await add();
  } catch (error) {
    if (!isDomainError(error, 'Conflict')) throw error;
  }
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Easy to read aloud and to type: five groups of four, 99 bits. */
export function makePassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  const password = Array.from({ length: 5 }, group).join('-');
  // one in some hundreds has no digit: the rules ask for three kinds of characters
  return /\d/.test(password) && /[a-z]/.test(password) ? password : makePassword();
}
