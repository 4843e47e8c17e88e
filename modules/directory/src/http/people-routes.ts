import type { Actor, PersonRole } from '@landescloud/kernel';
import { checkNewPassword, requireSession } from '@landescloud/platform/auth';
import { requireActor } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Directory } from '../directory.ts';
import { personNotFound } from '../errors.ts';
import { requireAdministrator } from '../rights.ts';
import { Email, Key, Language, Login, Name, Person, Role } from './schemas.ts';

/** What administration needs of auth beside the directory's own commands. */
export interface PasswordSetter {
  setPassword(actor: Actor, personId: number, password: string): Promise<void>;
}

const Password = Type.String({ minLength: 1, maxLength: 1024 });
const New = Type.Object(
  {
    login: Login,
    name: Name,
    organisationKey: Key,
    email: Type.Optional(Email),
    role: Type.Optional(Role),
    language: Type.Optional(Language),
    password: Type.Optional(Password),
  },
  { additionalProperties: false },
);
const Update = Type.Object(
  {
    name: Type.Optional(Name),
    email: Type.Optional(Email),
    organisationKey: Type.Optional(Key),
    role: Type.Optional(Role),
    disabled: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
const Query = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })),
  organisation: Type.Optional(Key),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }),
});
const Page = Type.Object({ total: Type.Integer(), items: Type.Array(Person) });
const ByLogin = Type.Object({ login: Login });
const tags = ['people'];

export function peopleRoutes({ people }: Directory, auth: PasswordSetter): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/people',
      { schema: { summary: 'People one may find, by name', tags, querystring: Query, response: { 200: Page } } },
      async (request) => {
        const { q, organisation, offset, limit } = request.query;
        const text = q?.trim();
        return people.list(requireActor(request), {
          offset,
          limit,
          ...(text === undefined ? {} : { text }),
          ...(organisation === undefined ? {} : { organisationKey: organisation }),
        });
      },
    );

    http.post(
      '/api/v1/people',
      { schema: { summary: 'Add a person', tags, body: New, response: { 201: Person } } },
      async (request, reply) => {
        const actor = requireSession(request).actor;
        requireAdministrator(actor);
        const { password, ...input } = request.body;
        const role: PersonRole = input.role ?? 'member';
        // before the person is added: a password that is refused afterwards would leave half of what was asked
        if (password !== undefined) checkNewPassword(password, { login: input.login, role });
        const person = await people.add(actor, input);
        if (password !== undefined) await auth.setPassword(actor, person.id, password);
        return reply.code(201).send(person);
      },
    );

    http.get(
      '/api/v1/people/:login',
      { schema: { summary: 'One person', tags, params: ByLogin, response: { 200: Person } } },
      async (request) => people.get(requireActor(request), request.params.login),
    );

    http.patch(
      '/api/v1/people/:login',
      {
        schema: {
          summary: 'Change or disable a person',
          tags,
          params: ByLogin,
          body: Update,
          response: { 200: Person },
        },
      },
      async (request) => people.update(requireSession(request).actor, request.params.login, request.body),
    );

    http.put(
      '/api/v1/people/:login/password',
      {
        schema: {
          summary: 'Give a person a new password; every session of theirs ends',
          tags,
          params: ByLogin,
          body: Type.Object({ password: Password }, { additionalProperties: false }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const actor = requireSession(request).actor;
        requireAdministrator(actor);
        const person = await people.byLogin(request.params.login);
        if (!person) throw personNotFound();
        await auth.setPassword(actor, person.id, request.body.password);
        return reply.code(204).send(null);
      },
    );
  };
}
