import type { PersonActor } from '@landescloud/kernel';
import { requireStepUp } from '@landescloud/platform/auth';
import { type HttpPlugin, type HttpRequest, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Files } from '../files.ts';
import {
  ById,
  End,
  Id,
  items,
  Login,
  MayMakeSpaces,
  Name,
  Offset,
  OrganisationStorage,
  pageLimit,
  Purpose,
  Quota,
  Role,
  Space,
  SpaceKind,
  SpaceMember,
  SpaceSummary,
} from './schemas.ts';

const tags = ['spaces'];
const Member = Type.Object({ id: Id, login: Login });

const AllQuery = Type.Object({
  kind: Type.Optional(SpaceKind),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  state: Type.Optional(
    Type.Union([Type.Literal('closed'), Type.Literal('ending'), Type.Literal('held'), Type.Literal('unmanaged')]),
  ),
  sort: Type.Optional(Type.Union([Type.Literal('name'), Type.Literal('size')])),
  offset: Offset,
  limit: pageLimit(50, 500),
});
const SpacePage = Type.Object({ total: Type.Integer(), items: Type.Array(SpaceSummary) });

/** Administrators reach every space of their organisations with these: they have to prove who they are. */
export function managerOf(request: HttpRequest): PersonActor {
  const actor = requireActor(request);
  const administers =
    actor.role === 'platform-administrator' ||
    actor.assignments.some(({ role }) => role === 'organisation-administrator');
  return administers ? requireStepUp(request).actor : actor;
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
          summary: 'Make a project space, or an exchange space for third parties',
          tags,
          body: Type.Object(
            {
              kind: Type.Optional(Type.Union([Type.Literal('project'), Type.Literal('exchange')])),
              name: Name,
              organisationKey: Type.Optional(Type.String({ maxLength: 64 })),
              quotaBytes: Type.Optional(Quota),
              purpose: Type.Optional(Purpose),
              endsAt: Type.Optional(End),
              sponsorLogin: Type.Optional(Login),
            },
            { additionalProperties: false },
          ),
          response: { 201: Space },
        },
      },
      async (request, reply) => {
        reply.code(201);
        const { kind, ...input } = request.body;
        const actor = managerOf(request);
        return kind === 'exchange' ? spaces.createExchange(actor, input) : spaces.createProject(actor, input);
      },
    );

    http.get(
      '/api/v1/spaces/rules',
      { schema: { summary: 'Which spaces one may make', tags, response: { 200: MayMakeSpaces } } },
      async (request) => spaces.mayMake(requireActor(request)),
    );

    http.get(
      '/api/v1/spaces/all',
      {
        schema: {
          summary: 'Every space of the organisations that one administers',
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
          summary: 'Rename a space, set its quota, its purpose, its end or who answers for it',
          tags,
          params: ById,
          body: Type.Object(
            {
              name: Type.Optional(Name),
              quotaBytes: Type.Optional(Quota),
              purpose: Type.Optional(Purpose),
              endsAt: Type.Optional(End),
              sponsorLogin: Type.Optional(Login),
            },
            { additionalProperties: false },
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const actor = managerOf(request);
        const { name, quotaBytes, ...change } = request.body;
        if (Object.keys(change).length > 0) await spaces.change(actor, request.params.id, change);
        if (name !== undefined) await spaces.rename(actor, request.params.id, name);
        if (quotaBytes !== undefined) await spaces.setQuota(actor, request.params.id, quotaBytes);
        return reply.code(204).send(null);
      },
    );

    http.post(
      '/api/v1/spaces/:id/close',
      { schema: { summary: 'End a space now', tags, params: ById, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await spaces.close(managerOf(request), request.params.id);
        return reply.code(204).send(null);
      },
    );

    http.post(
      '/api/v1/spaces/:id/hand-over',
      {
        schema: {
          summary: 'Leave a space that one manages to somebody else, or (login null) to its organisation',
          tags,
          params: ById,
          body: Type.Object(
            { login: Type.Union([Login, Type.Null()]), stay: Type.Optional(Type.Boolean()) },
            { additionalProperties: false },
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await spaces.handOver(managerOf(request), request.params.id, request.body);
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
