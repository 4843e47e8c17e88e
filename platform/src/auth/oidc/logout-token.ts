import { decodeJwt, jwtVerify } from 'jose';
import { logoutRefused, unreachable } from './provider-errors.ts';
import type { ProviderClient } from './provider-clients.ts';
import type { Provider } from './provider-source.ts';

/** Whom a logout is about: a session there, or all of a person's. */
export interface Logout {
  readonly subject: string | null;
  readonly sid: string | null;
  readonly id: string;
  /** No token as old as this is taken any more, in milliseconds since 1970. */
  readonly until: number;
}

// signatures that only the provider can make: a secret that both know proves nothing, none proves less
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const event = 'http://schemas.openid.net/event/backchannel-logout';
const oldestSeconds = 300;
const toleranceSeconds = 30;

/** What is not even meant for it costs nothing: anybody can send it, and nothing is asked elsewhere for it. */
export function requireMeant(token: string, { issuer, clientId }: Provider): void {
  try {
    const { iss, aud } = decodeJwt(token);
    const audience = Array.isArray(aud) ? aud : [aud];
    if (URL.parse(iss ?? '')?.href === URL.parse(issuer)?.href && audience.includes(clientId)) return;
  } catch {
    // no token at all
  }
  throw logoutRefused();
}

/** OpenID Connect Back-Channel Logout 1.0, section 2.6. Invalid `auth.logout_refused`. */
export async function readLogoutToken(
  { configuration, keys }: ProviderClient,
  token: string,
  now: number,
): Promise<Logout> {
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    algorithms,
    issuer: configuration.serverMetadata().issuer,
    audience: configuration.clientMetadata().client_id,
    requiredClaims: ['iat', 'jti', 'events'],
    maxTokenAge: oldestSeconds,
    clockTolerance: toleranceSeconds,
    currentDate: new Date(now),
  }).catch((error: unknown) => {
    const isNetwork = error instanceof Error && 'code' in error && !String(error.code).startsWith('ERR_J');
    throw isNetwork ? unreachable(error) : logoutRefused();
  });
  const { sub, jti, iat = 0, sid, events, nonce } = payload;
  const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, '') ?? 'logout+jwt';
  const subject = textOf(sub);
  const session = textOf(sid);
  const isLogout = isObject(events) && isObject(events[event]);
  // an ID token, which has a nonce, ends nobody's session
  const usable = isLogout && nonce === undefined && (type === 'logout+jwt' || type === 'jwt');
  if (!usable || typeof jti !== 'string' || (subject ?? session) === null) throw logoutRefused();
  return { subject, sid: session, id: jti, until: (iat + oldestSeconds + 2 * toleranceSeconds) * 1000 };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
