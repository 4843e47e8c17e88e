import type { LdapEntry } from './ldap-entry.ts';

/** What says that an account may not be used, in Active Directory, OpenLDAP with password policy, 389 DS and posix. */
export const accountAttributes = [
  'userAccountControl',
  'accountExpires',
  'pwdAccountLockedTime',
  'nsAccountLock',
  'shadowExpire',
] as const;

const accountDisabled = 0x2;
const never = new Set(['0', '9223372036854775807']);
/** From 1601, where Windows counts from, to 1970. */
const epochMs = 11_644_473_600_000;
const lockedForGood = '000001010000Z';
const dayMs = 86_400_000;

export function isDisabled(entry: LdapEntry, now: number): boolean {
  const control = entry.first('userAccountControl');
  if (control !== null && (Number(control) & accountDisabled) !== 0) return true;
  const expires = entry.first('accountExpires');
  if (expires !== null && !never.has(expires) && /^\d+$/.test(expires)) {
    if (Number(BigInt(expires) / 10_000n) - epochMs <= now) return true;
  }
  if (entry.first('pwdAccountLockedTime') === lockedForGood) return true;
  if (entry.first('nsAccountLock')?.toLowerCase() === 'true') return true;
  const shadow = entry.first('shadowExpire');
  return shadow !== null && /^\d+$/.test(shadow) && Number(shadow) > 0 && Number(shadow) * dayMs <= now;
}
