import { DomainError } from '@landescloud/kernel';
import type { PersonRole } from '@landescloud/kernel';

const longest = 1024;

export function shortestPassword(role: PersonRole): number {
  return role === 'platform-administrator' ? 16 : 12;
}

/** The state's guideline: 12 characters, 16 for administrators. Throws Invalid with what is wrong. */
export function checkNewPassword(password: string, person: { login: string; role: PersonRole }): void {
  const minimum = shortestPassword(person.role);
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
  const rest = password.toLowerCase().replaceAll(person.login, '');
  if (new Set(characters).size < 5 || rest.length < 6) {
    throw new DomainError('Invalid', 'auth.password_too_simple', 'The password is too easy to guess.');
  }
}
