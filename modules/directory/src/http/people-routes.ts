import type { PersonRole } from '@landescloud/kernel';
import { requireStepUp } from '@landescloud/platform/auth';
import type { Auth } from '@landescloud/platform/auth';
import { requireActor, sendCsv } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Directory } from '../directory.ts';
import type { PeopleQuery } from '../queries/people-queries.ts';
import { requireSomeAdministration } from '../rights.ts';
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
  Text,
} from './schemas.ts';

/** What administration needs of auth beside the directory's own commands. */
export type PasswordSetter = Pick<Auth, 'checkPassword' | 'setPassword'>;

const Password = Type.String({ minLength: 1, maxLength: 1024 });
const fields = {
  language: Type.Optional(Language),
  jobTitle: Type.Optional(Text(200)),
  phone: Type.Optional(Text(60)),
  place: Type.Optional(Text(200)),
  addresses: Type.Optional(Type.Array(Type.String({ maxLength: 254 }), { maxItems: 100 })),
  manager: Type.Optional(Type.Union([Login, Type.Null()])),
  deputies: Type.Optional(Type.Array(Login, { maxItems: 20 })),
};
const New = Type.Object(
  {
    login: Login,
    name: Name,
    organisationKey: Key,
    email: Type.Optional(Email),
    role: Type.Optional(Role),
    ...fields,
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
    ...fields,
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
  administered: Type.Union([Type.Literal('true'), Type.Literal('false')], {
    default: 'false',
    description: 'Only whom one administers',
  }),
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
const Move = Type.Object({ organisationKey: Key }, { additionalProperties: false });
const Leave = Type.Object({ successor: Type.Optional(Login) }, { additionalProperties: false });
const Bulk = Type.Object(
  {
    logins: Type.Array(Login, { minItems: 1, maxItems: 500 }),
    action: Type.Union([Type.Literal('disable'), Type.Literal('enable'), Type.Literal('move'), Type.Literal('leave')]),
    organisationKey: Type.Optional(Key),
    successor: Type.Optional(Login),
  },
  { additionalProperties: false },
);
const BulkResults = Type.Object({
  items: Type.Array(
    Type.Object({
      login: Type.String(),
      ok: Type.Boolean(),
      code: Type.Optional(Type.String({ description: 'Why not' })),
    }),
  ),
});
const BelongingKind = Type.Union([
  Type.Literal('personal-space'),
  Type.Literal('space'),
  Type.Literal('group'),
  Type.Literal('guest'),
]);
const Belongings = Type.Object({
  items: Type.Array(
    Type.Object({
      kind: BelongingKind,
      name: Type.String(),
      bytes: Type.Optional(Type.Integer()),
      count: Type.Optional(Type.Integer()),
    }),
  ),
});
const tags = ['people'];

function toQuery({
  q,
  organisation,
  below,
  administered,
  order,
  role,
  kind,
  ...rest
}: Static<typeof Query>): PeopleQuery {
  const filter = given({ text: q, organisationKey: organisation, role, kind });
  const whom = { below: below === 'true', administered: administered === 'true' };
  return { ...rest, ...whom, descending: order === 'desc', ...filter };
}

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
      async (request) => people.list(requireActor(request), toQuery(request.query)),
    );

    http.get(
      '/api/v1/people/export',
      { schema: { summary: 'People whom one administers, as CSV', tags, querystring: Query } },
      async (request, reply) => {
        const lines = people.export(requireStepUp(request).actor, toQuery(request.query));
        return sendCsv(reply, 'people', lines);
      },
    );

    http.post(
      '/api/v1/people/bulk',
      { schema: { summary: 'The same for several people', tags, body: Bulk, response: { 200: BulkResults } } },
      async (request) => ({ items: await people.bulk(requireStepUp(request).actor, request.body) }),
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
        const actor = requireStepUp(request).actor;
        requireSomeAdministration(actor);
        const { password, ...input } = request.body;
        const role: PersonRole = input.role ?? 'member';
        // before the person is added: a password that is refused afterwards would leave half of what was asked
        if (password !== undefined) await auth.checkPassword(password, { login: input.login, role });
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
      async (request) => people.update(requireStepUp(request).actor, request.params.login, request.body),
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
        const actor = requireStepUp(request).actor;
        requireSomeAdministration(actor);
        // who may know the person is told by this, who may change them by auth
        const person = await people.get(actor, request.params.login);
        await auth.setPassword(actor, person.id, request.body.password);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/people/:login/belongings',
      {
        schema: { summary: 'What somebody has to take over', tags, params: ByLogin, response: { 200: Belongings } },
      },
      async (request) => ({ items: await people.belongings(requireActor(request), request.params.login) }),
    );

    http.post(
      '/api/v1/people/:login/move',
      {
        schema: {
          summary: 'Move to another organisation',
          tags,
          params: ByLogin,
          body: Move,
          response: { 200: Person },
        },
      },
      async (request) => people.update(requireStepUp(request).actor, request.params.login, request.body),
    );

    http.post(
      '/api/v1/people/:login/leave',
      {
        schema: {
          summary: 'Leave the administration; what they own passes to the successor',
          tags,
          params: ByLogin,
          body: Leave,
          response: { 200: Person },
        },
      },
      async (request) => people.leave(requireStepUp(request).actor, request.params.login, request.body),
    );

    http.post(
      '/api/v1/people/:login/erase',
      {
        schema: { summary: 'Erase what describes who has left', tags, params: ByLogin, response: { 200: Person } },
      },
      async (request) => people.erase(requireStepUp(request).actor, request.params.login),
    );
  };
}
