/** Who is it? Sessions of browsers, app passwords of programs, and the ways to get either. */
export type { AccessEnd } from './access-ends.ts';
export type { AppPasswords, AppPasswordView, NewAppPassword } from './app-passwords.ts';
export type { Auth, AuthDeps, ChangePasswordInput, SignedIn, SignInInput } from './auth.ts';
export { createAuth } from './auth.ts';
export { addAuth, requireSession } from './add-auth.ts';
export { normaliseLogin } from './authorization-header.ts';
export type { Authenticated, CredentialRef } from './credential.ts';
export { authRoutes } from './http/auth-routes.ts';
export type { Identity, IdentitySource, SessionPerson } from './identity-source.ts';
export { accessEndedTopic, personChangedTopic, personDisabledEvent } from './identity-source.ts';
export type { LoginFlow } from './login-flow.ts';
export { onAccessEnd } from './on-access-end.ts';
export { checkNewPassword } from './password-rules.ts';
export type { SessionView, Sessions } from './sessions.ts';
