import { requireSession, requireStepUp } from '@landescloud/platform/auth';
import type { Auth } from '@landescloud/platform/auth';
import type { Actor } from '@landescloud/kernel';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Directory } from '../directory.ts';
import { requireSomeAdministration } from '../rights.ts';
import { ByLogin, Login } from './schemas.ts';

/** What administration needs of auth to look after how others sign in. */
export type AccessKeeper = Pick<Auth, 'people' | 'endAccess'> & { readonly factors: Pick<Auth['factors'], 'reset'> };

const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Time = Type.Integer({ description: 'Milliseconds since 1970' });
const TimeOrNull = Type.Union([Time, Type.Null()]);
const Strength = Type.Union([
  Type.Literal('password'),
  Type.Literal('second-factor'),
  Type.Literal('phishing-resistant'),
]);
const Access = Type.Object({
  factors: Type.Object({
    password: Type.Boolean(),
    totp: Type.Integer(),
    passkeys: Type.Integer(),
    recoveryCodes: Type.Integer({ description: 'Left' }),
    byProvider: Type.Boolean({ description: 'The organisation’s own provider signs them in' }),
    required: Strength,
    reachable: Strength,
  }),
  sessions: Type.Array(
    Type.Object({
      id: Type.Integer(),
      client: Type.String(),
      createdAt: Time,
      lastUsedAt: Time,
      methods: Type.Array(Type.String()),
    }),
  ),
  appPasswords: Type.Array(
    Type.Object({
      id: Type.Integer(),
      label: Type.String(),
      createdAt: Time,
      lastUsedAt: TimeOrNull,
      scopes: Type.Array(Type.String()),
      expiresAt: TimeOrNull,
    }),
  ),
});
const One = Type.Object({ login: Login, id: Id });
const tags = ['people'];

/** How others sign in, for who administers them; auth says who that is. */
export function accessRoutes({ people }: Directory, auth: AccessKeeper): HttpPlugin {
  /** Who may know the person is told by this, who may look after them by auth. */
  async function idOf(actor: Actor, login: string): Promise<number> {
    requireSomeAdministration(actor);
    return (await people.get(actor, login)).id;
  }

  return (http) => {
    http.get(
      '/api/v1/people/:login/access',
      {
        schema: {
          summary: 'What somebody signs in with, and where they are signed in',
          tags,
          params: ByLogin,
          response: { 200: Access },
        },
      },
      async (request) => {
        const { actor } = requireSession(request);
        return auth.people.of(actor, await idOf(actor, request.params.login));
      },
    );

    http.delete(
      '/api/v1/people/:login/access',
      {
        schema: {
          summary: 'End every session and app password of a person; they may sign in again',
          tags,
          params: ByLogin,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { actor } = requireStepUp(request);
        await auth.endAccess(actor, await idOf(actor, request.params.login));
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/people/:login/factors',
      {
        schema: {
          summary: 'Take every second factor of a person away, who then sets one up anew; every session of theirs ends',
          tags,
          params: ByLogin,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { actor } = requireStepUp(request);
        await auth.factors.reset(actor, await idOf(actor, request.params.login));
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/people/:login/sessions/:id',
      {
        schema: {
          summary: 'Sign a person out of one browser',
          tags,
          params: One,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { actor } = requireStepUp(request);
        await auth.people.endSession(actor, await idOf(actor, request.params.login), request.params.id);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/people/:login/app-passwords/:id',
      {
        schema: { summary: 'End an app password of a person', tags, params: One, response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        const { actor } = requireStepUp(request);
        await auth.people.endAppPassword(actor, await idOf(actor, request.params.login), request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
}
