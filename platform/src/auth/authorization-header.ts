import { normaliseAppPassword } from './token.ts';

/** What an Authorization header shows: an app password, with the login that must be its owner's (Basic, RFC 7617). */
export interface ShownToken {
  readonly token: string;
  readonly login: string | undefined;
}

const longest = 2048;

/** Undefined for anything that cannot be an app password, the sign-in password included. */
export function parseAuthorization(header: string): ShownToken | undefined {
  if (header.length > longest) return undefined;
  const space = header.indexOf(' ');
  const scheme = header.slice(0, space).toLowerCase();
  const value = header.slice(space + 1).trim();
  if (scheme === 'bearer') return shown(value, undefined);
  if (scheme !== 'basic') return undefined;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 1 ? undefined : shown(pair.slice(colon + 1), normaliseLogin(pair.slice(0, colon)));
}

function shown(password: string, login: string | undefined): ShownToken | undefined {
  const token = normaliseAppPassword(password);
  return token === undefined ? undefined : { token, login };
}

/** Logins are lower case; people type them as they like. */
export function normaliseLogin(typed: string): string {
  return typed.trim().toLowerCase();
}
