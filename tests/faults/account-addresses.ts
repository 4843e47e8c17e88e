import { json, open, own, theirs, type Entry } from './address-entry.ts';

export const password = 'Ein-Passwort-von-Anderen-2027';
const publicKey = {
  id: 'x',
  rawId: 'x',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'x', attestationObject: 'x', authenticatorData: 'x', signature: 'x' },
};

/** Sign-in, what somebody has of their own account, and organisations' providers. */
export const account: Readonly<Record<string, Entry>> = {
  'POST /api/v1/session': { ...open, ...json(({ login }) => ({ login, password })) },
  'GET /api/v1/session': own,
  'DELETE /api/v1/session': open,
  'GET /api/v1/me': own,
  'PATCH /api/v1/me': { ...own, ...json(() => ({ language: 'de' })) },
  'POST /api/v1/me/password': { ...own, ...json(() => ({ current: password, next: password })) },
  'POST /api/v1/session/second-factor': {
    ...open,
    ...json(() => ({ token: 'x'.repeat(32), method: 'totp', code: '000000' })),
  },
  'POST /api/v1/session/passkey/options': { ...open, ...json(() => ({})) },
  'POST /api/v1/session/passkey': { ...open, ...json(() => ({ response: publicKey })) },
  'POST /api/v1/session/step-up/options': own,
  'POST /api/v1/session/step-up': { ...own, ...json(() => ({ method: 'password', password })) },
  'POST /api/v1/sign-in/reset': { ...open, ...json(({ login }) => ({ login })) },
  'POST /api/v1/sign-in/reset/look': { ...open, ...json(() => ({ token: 'x'.repeat(43) })) },
  'POST /api/v1/sign-in/reset/confirm': { ...open, ...json(() => ({ token: 'x'.repeat(43), password })) },
  'POST /api/v1/sign-in/mail-code': { ...open, ...json(({ login }) => ({ login })) },
  'POST /api/v1/sign-in/mail-code/confirm': { ...open, ...json(() => ({ token: 'x'.repeat(43), code: '00000000' })) },
  'GET /api/v1/me/email': own,
  'POST /api/v1/me/email': { ...own, ...json(() => ({ email: 'x@example.org' })) },
  'POST /api/v1/me/email/confirm': { ...theirs, ...json(() => ({ token: 'x'.repeat(43) })) },
  'GET /api/v1/me/factors': own,
  'POST /api/v1/me/factors/totp': { ...own, ...json(() => ({})) },
  'POST /api/v1/me/factors/totp/:factor/confirm': { ...theirs, ...json(() => ({ code: '000000' })) },
  'POST /api/v1/me/factors/passkey/options': { ...own, ...json(() => ({})) },
  'POST /api/v1/me/factors/passkey': { ...own, ...json(() => ({ response: publicKey })) },
  'PATCH /api/v1/me/factors/:kind/:factor': { ...theirs, ...json(() => ({ name: 'x' })) },
  'DELETE /api/v1/me/factors/:kind/:factor': theirs,
  'POST /api/v1/me/factors/recovery-codes': own,
  'GET /api/v1/me/sessions': own,
  'DELETE /api/v1/me/sessions/:session': theirs,
  // An unknown value, else one would sign oneself out here.
  'DELETE /api/v1/me/sessions': { ...own, query: () => 'x=x' },
  'GET /api/v1/me/app-passwords': own,
  'POST /api/v1/me/app-passwords': { ...own, ...json(() => ({ label: 'x' })) },
  'DELETE /api/v1/me/app-passwords/:appPassword': theirs,
  'GET /api/v1/login-flow/:upload': open,
  'POST /api/v1/login-flow/:upload/grant': theirs,
  'POST /api/v1/sign-in/identify': { ...open, ...json(({ login }) => ({ login: `${login}@example.org` })) },
  'GET /api/v1/sign-in/oidc/:provider': open,
  'GET /api/v1/sign-in/oidc/:provider/callback': { ...open, query: () => 'state=x&code=x' },
  'POST /api/v1/sign-in/oidc/:provider/logout': {
    ...open,
    headers: () => ({ 'content-type': 'application/x-www-form-urlencoded' }),
    body: () => 'logout_token=x.y.z',
  },
  'GET /api/v1/organisations/:organisation/providers': own,
  'POST /api/v1/organisations/:organisation/providers': {
    ...own,
    ...json(() => ({ key: 'x', name: 'x', issuer: 'https://example.org', clientId: 'x' })),
  },
  'PATCH /api/v1/organisations/:organisation/providers/:provider': { ...theirs, ...json(() => ({ name: 'x' })) },
  'DELETE /api/v1/organisations/:organisation/providers/:provider': theirs,
  'POST /api/v1/organisations/:organisation/providers/:provider/test': { ...theirs, ...json(() => ({})) },
};
