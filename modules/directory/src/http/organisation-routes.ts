import { requireSession } from '@landescloud/platform/auth';
import { requireActor } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Directory } from '../directory.ts';
import { ByKey, Key, Kind, Name, Organisation, OrganisationDetails, RoleHolder, Rule } from './schemas.ts';

const New = Type.Object(
  {
    key: Key,
    name: Name,
    kind: Type.Optional(Kind),
    parentKey: Type.Optional(Type.Union([Key, Type.Null()])),
  },
  { additionalProperties: false },
);
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

    http.post(
      '/api/v1/organisations',
      { schema: { summary: 'Add an organisation', tags, body: New, response: { 201: OrganisationDetails } } },
      async (request, reply) =>
        reply.code(201).send(await organisations.add(requireSession(request).actor, request.body)),
    );

    http.get(
      '/api/v1/organisations/:key',
      { schema: { summary: 'One organisation', tags, params: ByKey, response: { 200: OrganisationDetails } } },
      async (request) => organisations.get(requireActor(request), request.params.key),
    );

    http.get(
      '/api/v1/organisations/:key/logo',
      { schema: { summary: 'The organisation’s logo: a small picture', tags, params: ByKey } },
      async (request, reply) => {
        const { type, body } = await organisations.logo(requireActor(request), request.params.key);
        return reply
          .headers({
            'content-type': type,
            'content-disposition': 'inline; filename="logo"',
            'cache-control': 'private, max-age=300',
          })
          .send(body);
      },
    );

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
  };
}
