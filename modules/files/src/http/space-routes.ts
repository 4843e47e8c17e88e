import { isPlatformAdministrator, type PersonActor } from '@landescloud/kernel';
import { requireStepUp } from '@landescloud/platform/auth';
import { type HttpPlugin, type HttpRequest, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Files } from '../files.ts';
import {
  ById,
  Id,
  items,
  Name,
  Offset,
  OrganisationStorage,
  pageLimit,
  Quota,
  Role,
  Space,
  SpaceKind,
  SpaceMember,
  SpaceSummary,
} from './schemas.ts';

const tags = ['spaces'];
const Member = Type.Object({ id: Id, login: Type.String({ minLength: 1, maxLength: 64 }) });

const AllQuery = Type.Object({
  kind: Type.Optional(SpaceKind),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  offset: Offset,
  limit: pageLimit(50, 500),
});
const SpacePage = Type.Object({ total: Type.Integer(), items: Type.Array(SpaceSummary) });

/** Platform administrators reach every space with these: they have to prove who they are. */
function managerOf(request: HttpRequest): PersonActor {
  const actor = requireActor(request);
  return isPlatformAdministrator(actor) ? requireStepUp(request).actor : actor;
}

export function spaceRoutes({ spaces }: Files): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/spaces',
      { schema: { summary: 'The spaces one is a member of', tags, response: { 200: items(Space) } } },
      async (request) => ({ items: await spaces.list(requireActor(request)) }),
    );

    http.post(
      '/api/v1/spaces',
      {
        schema: {
          summary: 'Make a project space',
          tags,
          body: Type.Object(
            {
              name: Name,
              organisationKey: Type.Optional(Type.String({ maxLength: 64 })),
              quotaBytes: Type.Optional(Quota),
            },
            { additionalProperties: false },
          ),
          response: { 201: Space },
        },
      },
      async (request, reply) => {
        reply.code(201);
        return spaces.createProject(managerOf(request), request.body);
      },
    );

    http.get(
      '/api/v1/spaces/all',
      {
        schema: {
          summary: 'Every space, for platform administrators',
          tags,
          querystring: AllQuery,
          response: { 200: SpacePage },
        },
      },
      async (request) => {
        const { q = '', ...query } = request.query;
        return spaces.listAll(requireActor(request), { ...query, text: q.trim() });
      },
    );

    http.get(
      '/api/v1/organisations/:key/storage',
      {
        schema: {
          summary: 'What all spaces of an organisation hold together',
          tags: ['organisations'],
          params: Type.Object({ key: Type.String({ minLength: 1, maxLength: 64 }) }),
          response: { 200: OrganisationStorage },
        },
      },
      async (request) => spaces.organisationStorage(requireActor(request), request.params.key),
    );

    http.patch(
      '/api/v1/spaces/:id',
      {
        schema: {
          summary: 'Rename a space or set its quota',
          tags,
          params: ById,
          body: Type.Object(
            { name: Type.Optional(Name), quotaBytes: Type.Optional(Quota) },
            { additionalProperties: false },
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const actor = managerOf(request);
        const { name, quotaBytes } = request.body;
        if (name !== undefined) await spaces.rename(actor, request.params.id, name);
        if (quotaBytes !== undefined) await spaces.setQuota(actor, request.params.id, quotaBytes);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/spaces/:id/members',
      { schema: { summary: 'Who has a space', tags, params: ById, response: { 200: items(SpaceMember) } } },
      async (request) => ({ items: await spaces.members(requireActor(request), request.params.id) }),
    );

    http.put(
      '/api/v1/spaces/:id/members/:login',
      {
        schema: {
          summary: 'Add a member or change the role',
          tags,
          params: Member,
          body: Type.Object({ role: Role }, { additionalProperties: false }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id, login } = request.params;
        await spaces.setMember(managerOf(request), id, login, request.body.role);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/spaces/:id/members/:login',
      { schema: { summary: 'Remove a member', tags, params: Member, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await spaces.removeMember(managerOf(request), request.params.id, request.params.login);
        return reply.code(204).send(null);
      },
    );
  };
}
