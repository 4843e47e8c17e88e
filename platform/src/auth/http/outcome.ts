import { DomainError } from '@landescloud/kernel';
import type { HttpReply, HttpRequest } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Auth } from '../auth.ts';
import type { SessionPerson } from '../identity-source.ts';
import type { SignInOutcome } from '../steps/sign-ins.ts';
import { Person, Step } from './schemas.ts';
import { setSignInCookies } from './signing-browser.ts';

export const SessionBody = Type.Object({ person: Person });
/** Signed in, or something is still asked for. */
export const signInResponses = { 200: SessionBody, 202: Type.Object({ step: Step }) };

/** What every way of signing in answers: 200 with the person and the session's cookie, or 202 with the next step. */
export async function sendOutcome(
  auth: Auth,
  request: HttpRequest,
  reply: HttpReply,
  outcome: SignInOutcome,
): Promise<HttpReply> {
  setSignInCookies(request, reply, outcome);
  if (outcome.kind === 'step') return reply.code(202).send({ step: outcome.step });
  return reply.code(200).send(await personOf(auth, outcome.identity.personId));
}

export async function personOf(auth: Auth, personId: number): Promise<{ person: SessionPerson }> {
  const person = await auth.profile(personId);
  if (!person) throw new DomainError('NotSignedIn', 'auth.not_signed_in', 'Sign in first.');
  return { person };
}
