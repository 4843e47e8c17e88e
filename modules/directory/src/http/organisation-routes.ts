import { requireStepUp } from '@landescloud/platform/auth';
import { requireActor, sendCsv } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Directory } from '../directory.ts';
import { logoRoutes } from './logo-routes.ts';
import {
  ByKey,
  Key,
  Kind,
  Login,
  Name,
  Organisation,
  OrganisationDetails,
  OrganisationRole,
  RoleHolder,
  Rule,
  RuleInput,
  Text,
} from './schemas.ts';

const Domains = Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 100 });
const New = Type.Object(
  {
    key: Key,
    name: Name,
    kind: Type.Optional(Kind),
    parentKey: Type.Optional(Type.Union([Key, Type.Null()])),
    shortName: Type.Optional(Text(40)),
    officialKey: Type.Optional(Text(40)),
    mailDomains: Type.Optional(Domains),
  },
  { additionalProperties: false },
);
const Update = Type.Object(
  {
    name: Type.Optional(Name),
    shortName: Type.Optional(Text(40)),
    kind: Type.Optional(Kind),
    parentKey: Type.Optional(Type.Union([Key, Type.Null()])),
    officialKey: Type.Optional(Text(40)),
    colour: Type.Optional(Text(7)),
    imprintUrl: Type.Optional(Text(500)),
    privacyUrl: Type.Optional(Text(500)),
    mailDomains: Type.Optional(Domains),
    quotaBytes: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()])),
    closed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
const RuleChange = Type.Object({ value: RuleInput }, { additionalProperties: false });
const ByRule = Type.Object({ key: Key, rule: Key });
const ByRole = Type.Object({ key: Key, role: OrganisationRole, login: Login });
const Items = Type.Object({ items: Type.Array(Organisation) });
const Rules = Type.Object({ items: Type.Array(Rule) });
const Roles = Type.Object({ items: Type.Array(RoleHolder) });
const tags = ['organisations'];

export function organisationRoutes({ organisations }: Directory): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/organisations',
      { schema: { summary: 'All organisations, by name', tags, response: { 200: Items } } },
      async (request) => ({ items: await organisations.list(requireActor(request)) }),
    );

    http.get(
      '/api/v1/organisations/export',
      { schema: { summary: 'Organisations that one administers, as CSV', tags } },
      async (request, reply) => sendCsv(reply, 'organisations', organisations.export(requireStepUp(request).actor)),
    );

    http.post(
      '/api/v1/organisations',
      { schema: { summary: 'Add an organisation', tags, body: New, response: { 201: OrganisationDetails } } },
      async (request, reply) =>
        reply.code(201).send(await organisations.add(requireStepUp(request).actor, request.body)),
    );

    http.get(
      '/api/v1/organisations/:key',
      { schema: { summary: 'One organisation', tags, params: ByKey, response: { 200: OrganisationDetails } } },
      async (request) => organisations.get(requireActor(request), request.params.key),
    );

    http.patch(
      '/api/v1/organisations/:key',
      {
        schema: {
          summary: 'Change, move, close or open an organisation',
          tags,
          params: ByKey,
          body: Update,
          response: { 200: OrganisationDetails },
        },
      },
      async (request) => organisations.update(requireStepUp(request).actor, request.params.key, request.body),
    );

    http.delete(
      '/api/v1/organisations/:key',
      {
        schema: {
          summary: 'Remove an organisation to which nothing ever belonged',
          tags,
          params: ByKey,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await organisations.remove(requireStepUp(request).actor, request.params.key);
        return reply.code(204).send(null);
      },
    );

    void http.register(logoRoutes(organisations));

    http.get(
      '/api/v1/organisations/:key/rules',
      { schema: { summary: 'What rules hold, and from where', tags, params: ByKey, response: { 200: Rules } } },
      async (request) => ({ items: await organisations.rules(requireActor(request), request.params.key) }),
    );

    http.get(
      '/api/v1/organisations/:key/roles',
      { schema: { summary: 'Who holds which role', tags, params: ByKey, response: { 200: Roles } } },
      async (request) => ({ items: await organisations.roles(requireActor(request), request.params.key) }),
    );

    http.put(
      '/api/v1/organisations/:key/rules/:rule',
      {
        schema: {
          summary: 'Set a rule; null takes it away',
          tags,
          params: ByRule,
          body: RuleChange,
          response: { 200: Rule },
        },
      },
      async (request) => {
        const { key, rule } = request.params;
        return organisations.setRule(requireStepUp(request).actor, key, rule, request.body.value);
      },
    );

    const change = { tags, params: ByRole, response: { 204: Type.Null() } };
    http.put(
      '/api/v1/organisations/:key/roles/:role/:login',
      { schema: { summary: 'Give a role for an organisation and everything below it', ...change } },
      async (request, reply) => {
        const { key, role, login } = request.params;
        await organisations.assignRole(requireStepUp(request).actor, key, role, login);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/organisations/:key/roles/:role/:login',
      { schema: { summary: 'Take away a role', ...change } },
      async (request, reply) => {
        const { key, role, login } = request.params;
        await organisations.removeRole(requireStepUp(request).actor, key, role, login);
        return reply.code(204).send(null);
      },
    );
  };
}
