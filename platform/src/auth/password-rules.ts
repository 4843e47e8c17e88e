import { DomainError } from '@landescloud/kernel';
import type { PersonRole, RoleAssignment } from '@landescloud/kernel';

const longest = 1024;

/** What everybody tries first here: it does not count, as if it were not in the password. */
const guessedFirst = ['landescloud', 'passwort', 'password', 'kennwort', 'willkommen', 'verwaltung'];

/** Whose password it shall be. */
export interface PasswordOwner {
  readonly login: string;
  readonly role: PersonRole;
  readonly assignments?: readonly RoleAssignment[];
}

/** 16 for whoever has more than their own things to look after. */
export function shortestPassword({ role, assignments = [] }: Pick<PasswordOwner, 'role' | 'assignments'>): number {
  return role === 'platform-administrator' || assignments.length > 0 ? 16 : 12;
}

/**
 * The state's guideline: 12 characters, 16 for administrators, three of four kinds. Throws Invalid with what is wrong.
 * Whether it is a known one is asked elsewhere, because that reads a file.
 */
export function checkNewPassword(password: string, person: PasswordOwner): void {
  const minimum = shortestPassword(person);
  const characters = [...password];
  if (characters.length < minimum) {
    throw new DomainError('Invalid', 'auth.password_too_short', `The password needs at least ${minimum} characters.`, {
      minimum,
    });
  }
  if (Buffer.byteLength(password) > longest) {
    throw new DomainError('Invalid', 'auth.password_too_long', `The password may have at most ${longest} bytes.`, {
      maximum: longest,
    });
  }
  const rest = [person.login, ...guessedFirst].reduce(
    (left, word) => left.replaceAll(word, ''),
    password.toLowerCase(),
  );
  if (new Set(characters).size < 5 || rest.length < 6) {
    throw new DomainError('Invalid', 'auth.password_too_simple', 'The password is too easy to guess.');
  }
  if (kindsOf(password) < 3) {
    const text = 'Use three of these: small letters, capital letters, digits, other characters.';
    throw new DomainError('Invalid', 'auth.password_too_uniform', text, { minimum: 3 });
  }
}

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

function kindsOf(password: string): number {
  return kinds.filter((kind) => kind.test(password)).length;
}
