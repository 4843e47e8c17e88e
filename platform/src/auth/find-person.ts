import { normaliseLogin } from './authorization-header.ts';
import type { Identity, IdentitySource } from './identity-source.ts';

/** Whom somebody means who typed a login, or a mail address in its place. A login goes first: some look like addresses. */
export async function findPerson(identities: IdentitySource, typed: string): Promise<Identity | undefined> {
  const login = normaliseLogin(typed);
  const identity = await identities.findByLogin(login);
  if (identity !== undefined || !login.includes('@')) return identity;
  return identities.findByEmail?.(login);
}
