import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Auth } from '../auth.ts';
import { requireSession, requireStepUp } from '../add-auth.ts';
import { Id, Scope, Time } from './schemas.ts';

const Item = Type.Object({
  id: Id,
  label: Type.String(),
  createdAt: Time,
  lastUsedAt: Type.Union([Time, Type.Null()]),
  scopes: Type.Array(Scope),
  expiresAt: Type.Union([Time, Type.Null()]),
});
const New = Type.Object(
  {
    label: Type.String({ minLength: 1, maxLength: 100 }),
    scopes: Type.Optional(Type.Array(Scope, { minItems: 1, uniqueItems: true })),
    expiresAt: Type.Optional(Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 })),
  },
  { additionalProperties: false },
);
const Created = Type.Object({
  id: Id,
  label: Type.String(),
  token: Type.String(),
  scopes: Type.Array(Scope),
  expiresAt: Type.Union([Time, Type.Null()]),
});

/** One's app passwords: what programs sign in with. */
export function appPasswordRoutes(auth: Auth): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/me/app-passwords',
      {
        schema: {
          summary: 'App passwords',
          tags: ['app passwords'],
          response: { 200: Type.Object({ items: Type.Array(Item) }) },
        },
      },
      async (request) => ({ items: await auth.appPasswords.list(requireSession(request).actor) }),
    );

    http.post(
      '/api/v1/me/app-passwords',
      {
        schema: {
          summary: 'Make an app password; the token is shown this once',
          tags: ['app passwords'],
          body: New,
          response: { 201: Created },
        },
      },
      async (request, reply) => {
        const { actor } = requireStepUp(request);
        return reply.code(201).send(await auth.appPasswords.create(actor, request.body));
      },
    );

    http.delete(
      '/api/v1/me/app-passwords/:id',
      {
        schema: {
          summary: 'End an app password at once',
          tags: ['app passwords'],
          params: Type.Object({ id: Id }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await auth.appPasswords.revoke(requireSession(request).actor, request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
}
