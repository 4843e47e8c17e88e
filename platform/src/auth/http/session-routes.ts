import { requireActor } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Auth } from '../auth.ts';
import { requireSession, requireStepUp } from '../add-auth.ts';
import { deviceCookie, sessionCookie } from '../cookie.ts';
import { personOf, SessionBody, signInResponses, sendOutcome } from './outcome.ts';
import { Id, Login, Method, Password, Time } from './schemas.ts';
import { setCookie, shownCookie, signingBrowser } from './signing-browser.ts';

const SignIn = Type.Object({ login: Login, password: Password }, { additionalProperties: false });
const ChangePassword = Type.Object({ current: Password, next: Password }, { additionalProperties: false });
const SessionItem = Type.Object({
  id: Id,
  client: Type.String(),
  createdAt: Time,
  lastUsedAt: Time,
  methods: Type.Array(Method),
  provenAt: Time,
  provider: Type.Union([Type.String(), Type.Null()]),
  current: Type.Boolean(),
});

/** Signing in and out, one's sessions, one's password. */
export function sessionRoutes(auth: Auth): HttpPlugin {
  return (http) => {
    http.post(
      '/api/v1/session',
      { schema: { summary: 'Sign in', tags: ['session'], body: SignIn, response: signInResponses } },
      async (request, reply) => {
        const outcome = await auth.signIn({ ...request.body, ...signingBrowser(request) });
        return sendOutcome(auth, request, reply, outcome);
      },
    );

    http.get(
      '/api/v1/session',
      { schema: { summary: 'Who is signed in', tags: ['session'], response: { 200: SessionBody } } },
      async (request) => personOf(auth, requireActor(request).personId),
    );

    http.delete(
      '/api/v1/session',
      { schema: { summary: 'Sign out', tags: ['session'], response: { 204: Type.Null() } } },
      async (request, reply) => {
        const token = shownCookie(request, sessionCookie);
        if (token !== undefined) await auth.signOut(token);
        setCookie(request, reply, sessionCookie, '', 0);
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

    http.delete(
      '/api/v1/me/sessions',
      {
        schema: {
          summary: 'Sign every other browser out',
          tags: ['session'],
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { actor, sessionId } = requireSession(request);
        await auth.sessions.endOthers(actor, sessionId);
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
        const { actor, sessionId } = requireStepUp(request);
        const device = shownCookie(request, deviceCookie);
        await auth.changePassword(actor, { sessionId, ...request.body, address: request.ip, device });
        return reply.code(204).send(null);
      },
    );
  };
}
