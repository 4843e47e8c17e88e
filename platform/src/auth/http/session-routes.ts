import { DomainError } from '@landescloud/kernel';
import { publicUrl, requireActor } from '@landescloud/platform/http';
import type { HttpPlugin, HttpRequest } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Auth } from '../auth.ts';
import { requireSession } from '../add-auth.ts';
import { clientLabel } from '../client-kind.ts';
import { readCookie, sessionCookie, writeSessionCookie } from '../cookie.ts';
import type { SessionPerson } from '../identity-source.ts';
import { sessionLifeMs } from '../sessions.ts';
import { Id, Login, Password, Person, Time } from './schemas.ts';

const SessionBody = Type.Object({ person: Person });
const SignIn = Type.Object({ login: Login, password: Password }, { additionalProperties: false });
const ChangePassword = Type.Object({ current: Password, next: Password }, { additionalProperties: false });
const SessionItem = Type.Object({
  id: Id,
  client: Type.String(),
  createdAt: Time,
  lastUsedAt: Time,
  current: Type.Boolean(),
});

/** Signing in and out, one's sessions, one's password. */
export function sessionRoutes(auth: Auth): HttpPlugin {
  return (http) => {
    async function personOf(personId: number): Promise<{ person: SessionPerson }> {
      const person = await auth.profile(personId);
      if (!person) throw new DomainError('NotSignedIn', 'auth.not_signed_in', 'Sign in first.');
      return { person };
    }

    http.post(
      '/api/v1/session',
      { schema: { summary: 'Sign in', tags: ['session'], body: SignIn, response: { 200: SessionBody } } },
      async (request, reply) => {
        const { login, password } = request.body;
        const input = { login, password, address: request.ip, client: clientLabel(request.headers['user-agent']) };
        const { token, identity } = await auth.signIn({ ...input, replaces: shownToken(request) });
        reply.header('set-cookie', sessionCookieFor(request, token));
        return personOf(identity.personId);
      },
    );

    http.get(
      '/api/v1/session',
      { schema: { summary: 'Who is signed in', tags: ['session'], response: { 200: SessionBody } } },
      async (request) => personOf(requireActor(request).personId),
    );

    http.delete(
      '/api/v1/session',
      { schema: { summary: 'Sign out', tags: ['session'], response: { 204: Type.Null() } } },
      async (request, reply) => {
        const token = shownToken(request);
        if (token !== undefined) await auth.signOut(token);
        reply.header('set-cookie', sessionCookieFor(request, ''));
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/me/sessions',
      {
        schema: {
          summary: 'Where one is signed in',
          tags: ['session'],
          response: { 200: Type.Object({ items: Type.Array(SessionItem) }) },
        },
      },
      async (request) => {
        const { actor, sessionId } = requireSession(request);
        const sessions = await auth.sessions.list(actor);
        return { items: sessions.map((session) => ({ ...session, current: session.id === sessionId })) };
      },
    );

    http.delete(
      '/api/v1/me/sessions/:id',
      {
        schema: {
          summary: 'Sign another browser out',
          tags: ['session'],
          params: Type.Object({ id: Id }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await auth.sessions.end(requireSession(request).actor, request.params.id);
        return reply.code(204).send(null);
      },
    );

    http.post(
      '/api/v1/me/password',
      {
        schema: {
          summary: 'Change one’s password; other sessions end',
          tags: ['session'],
          body: ChangePassword,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { actor, sessionId } = requireSession(request);
        await auth.changePassword(actor, { sessionId, ...request.body, address: request.ip });
        return reply.code(204).send(null);
      },
    );
  };
}

function shownToken(request: HttpRequest): string | undefined {
  return readCookie(request.headers.cookie, sessionCookie);
}

/** An empty token takes the cookie away. */
function sessionCookieFor(request: HttpRequest, token: string): string {
  const maxAgeSeconds = token === '' ? 0 : sessionLifeMs / 1000;
  return writeSessionCookie(token, { secure: publicUrl(request).startsWith('https:'), maxAgeSeconds });
}
