import type { Claims } from '@landescloud/platform/auth';

const most = 1000;
const longest = 500;

/** By its name, or by a path into objects ('realm_access.roles'). */
function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let at: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[part];
  }
  return at;
}

export function claimText(claims: Claims, name: string): string | null {
  const value = claimOf(claims, name);
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : null;
}

/** One or several; nothing where the claim is not mapped. */
export function claimTexts(claims: Claims, name: string | null): string[] {
  const value = name === null ? undefined : claimOf(claims, name);
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all
    .slice(0, most)
    .filter((one): one is string => typeof one === 'string' && one !== '' && one.length <= longest);
}

/** As providers spell it: `true`, and in claims of their own 1 or text. */
export function claimIsTrue(claims: Claims, name: string): boolean {
  const value = claimOf(claims, name);
  return value === true || value === 1 || value === 'true' || value === '1';
}
