import type { Actor, PersonRole } from '@landescloud/kernel';
import { checkNewPassword, requireSession } from '@landescloud/platform/auth';
import { requireActor } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Directory } from '../directory.ts';
import { personNotFound } from '../errors.ts';
import { requireAdministrator } from '../rights.ts';
import { given } from './given.ts';
import {
  ByLogin,
  Email,
  FoundPerson,
  Key,
  Language,
  Limit,
  Login,
  Name,
  Offset,
  OrganisationRole,
  Person,
  PersonKind,
  Role,
  Search,
} from './schemas.ts';

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
  q: Search,
  organisation: Type.Optional(Key),
  below: Type.Union([Type.Literal('true'), Type.Literal('false')], { default: 'false' }),
  role: Type.Optional(Type.Union([Role, OrganisationRole])),
  state: Type.Union([Type.Literal('active'), Type.Literal('disabled'), Type.Literal('left'), Type.Literal('all')], {
    default: 'all',
  }),
  kind: Type.Optional(PersonKind),
  sort: Type.Union([Type.Literal('name'), Type.Literal('organisation'), Type.Literal('created')], { default: 'name' }),
  order: Type.Union([Type.Literal('asc'), Type.Literal('desc')], { default: 'asc' }),
  offset: Offset,
  limit: Limit(50),
});
const FindQuery = Type.Object({
  q: Type.String({ maxLength: 200 }),
  limit: Type.Integer({ minimum: 1, maximum: 50, default: 20 }),
});
const Page = Type.Object({ total: Type.Integer(), items: Type.Array(Person) });
const Found = Type.Object({ items: Type.Array(FoundPerson) });
const tags = ['people'];

export function peopleRoutes({ people }: Directory, auth: PasswordSetter): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/people',
      {
        schema: {
          summary: 'People one may find; typing errors are tolerated',
          tags,
          querystring: Query,
          response: { 200: Page },
        },
      },
      async (request) => {
        const { q, organisation, below, order, role, kind, ...rest } = request.query;
        return people.list(requireActor(request), {
          ...rest,
          below: below === 'true',
          descending: order === 'desc',
          ...given({ text: q, organisationKey: organisation, role, kind }),
        });
      },
    );

    http.get(
      '/api/v1/people/find',
      {
        schema: {
          summary: 'The few people that a typed name means, best first',
          tags,
          querystring: FindQuery,
          response: { 200: Found },
        },
      },
      async (request) => ({ items: await people.find(requireActor(request), request.query.q, request.query.limit) }),
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
