import { DomainError } from '@landescloud/kernel';
import type { Clock, PersonActor } from '@landescloud/kernel';
import { requireActor } from '@landescloud/platform/http';
import type { Http, HttpRequest, HttpRequestHook } from '@landescloud/platform/http';
import type { Auth } from './auth.ts';
import { clientKind } from './client-kind.ts';
import { readCookie, sessionCookie } from './cookie.ts';
import type { Authenticated, Credential, SessionCredential } from './credential.ts';
import { hasScope } from './scopes.ts';
import type { AppPasswordScope } from './scopes.ts';
import { checkStepUp } from './step-up.ts';
import type { SignInStrength } from './strength.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request was signed in by; null when it was not. */
    credential: Credential | null;
  }
  interface FastifyInstance {
    readonly authClock: Clock;
  }
  interface FastifyContextConfig {
    /** What an app password has to be made for to come in here: 'files' without a word. 'any': the handler says it. */
    scope?: AppPasswordScope | 'any';
  }
}

/**
 * Fills `request.actor` and `request.credential` of every request to the server, from the Authorization header (app
 * passwords) or, without one, from the session cookie. What is not right counts as not signed in: the routes decide
 * whether they need a person. An app password of another scope than the route's gets no further: what nobody thought of
 * is closed to it. To be called on the server itself, before routes are added.
 */
export function addAuth(http: Http, auth: Auth): void {
  http.decorateRequest('credential', null);
  http.decorate('authClock', auth.clock);
  http.addHook('onRequest', (request, _reply, next) => {
    const found = authenticate(request, auth);
    if (!(found instanceof Promise)) {
      fill(request, found);
      next();
      return;
    }
    found.then((authenticated) => {
      fill(request, authenticated);
      next();
    }, next);
  });
  // by route, so that the many requests of sync clients, whose handler says it, do not pay for the question
  http.addHook('onRoute', (route) => {
    const { scope = 'files' } = route.config ?? {};
    if (scope === 'any') return;
    const check: HttpRequestHook = (request, _reply, next) => {
      requireScope(request, scope);
      next();
    };
    route.onRequest = [check, ...[route.onRequest ?? []].flat()];
  });
}

function authenticate(request: HttpRequest, auth: Auth): Authenticated | null | Promise<Authenticated | null> {
  const { authorization, cookie } = request.raw.headers;
  if (authorization !== undefined) return auth.authenticateBasic(authorization);
  const token = readCookie(cookie, sessionCookie);
  return token === undefined || token === '' ? null : auth.authenticateCookie(token);
}

function fill(request: HttpRequest, authenticated: Authenticated | null): void {
  if (authenticated === null) return;
  const { credential } = authenticated;
  request.credential = credential;
  request.actor = authenticated.actor(
    credential.kind === 'session' ? 'browser' : clientKind(request.headers['user-agent']),
  );
}

export interface InSession {
  readonly actor: PersonActor;
  readonly sessionId: number;
  readonly session: SessionCredential;
}

/**
 * For what only the person in the browser may do: a stolen app password must not make more of them or change the
 * password. Throws NotSignedIn `auth.not_signed_in` or Forbidden `auth.session_required`.
 */
export function requireSession(request: HttpRequest): InSession {
  const actor = requireActor(request);
  const { credential } = request;
  if (credential?.kind !== 'session') {
    throw new DomainError('Forbidden', 'auth.session_required', 'This is only possible in the browser.');
  }
  return { actor, sessionId: credential.id, session: credential };
}

/**
 * For what a session that somebody finds open must not do: administration, and everything about signing in. As
 * `requireSession`, and Forbidden `auth.step_up_required` unless the person proved within the last 15 minutes who they
 * are, with a second factor where they have one; with `atLeast`, as strongly as that.
 */
export function requireStepUp(request: HttpRequest, atLeast?: SignInStrength): InSession {
  const found = requireSession(request);
  checkStepUp(found.session, request.server.authClock.now(), atLeast);
  return found;
}

/** Forbidden `auth.scope_missing` for an app password that was not made for this; says nothing about who is signed out. */
export function requireScope(request: HttpRequest, scope: AppPasswordScope): void {
  const { credential } = request;
  if (credential !== null && !hasScope(credential.scopes, scope)) {
    throw new DomainError('Forbidden', 'auth.scope_missing', 'This app password is not for that.', { scope });
  }
}
