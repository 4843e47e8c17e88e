import { DomainError } from '@landescloud/kernel';

const longest = 2000;

/** A path of ours to go on at after the sign-in: never another site, whatever browsers make of it. Invalid `auth.invalid_return`. */
export function returnPath(given: string | undefined): string {
  if (given === undefined) return '/';
  // browsers read \ as /, and leave tabs and line breaks out of addresses
  const plain = given.length <= longest && /^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(given);
  if (plain && URL.parse(given, 'https://here.invalid')?.origin === 'https://here.invalid') return given;
  throw new DomainError(
    'Invalid',
    'auth.invalid_return',
    'After the sign-in one only goes on to a path of this server.',
  );
}
