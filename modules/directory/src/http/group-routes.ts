import { requireStepUp } from '@landescloud/platform/auth';
import { requireActor, sendCsv } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Directory } from '../directory.ts';
import { given } from './given.ts';
import { ByKey, ByKeyAndLogin, Group, GroupMember, Key, Limit, Login, Name, Offset, Search } from './schemas.ts';

const New = Type.Object(
  { key: Key, name: Name, organisationKey: Type.Optional(Type.Union([Key, Type.Null()])) },
  { additionalProperties: false },
);
const Groups = Type.Object({ total: Type.Integer(), items: Type.Array(Group) });
const Members = Type.Object({ total: Type.Integer(), items: Type.Array(GroupMember) });
const Update = Type.Object({ name: Type.Optional(Name) }, { additionalProperties: false });
const Many = Type.Object({ logins: Type.Array(Login, { maxItems: 5000 }) }, { additionalProperties: false });
const Changed = Type.Object({
  changed: Type.Integer(),
  unknown: Type.Array(Type.String(), { description: 'Logins that nobody has whom one may find' }),
});
const tags = ['groups'];

export function groupRoutes({ groups }: Directory): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/groups',
      {
        schema: {
          summary: 'Groups that one administers or is in',
          tags,
          querystring: Type.Object({
            q: Search,
            organisation: Type.Optional(Key),
            member: Type.Optional(Login),
            offset: Offset,
            limit: Limit(100),
          }),
          response: { 200: Groups },
        },
      },
      async (request) => {
        const { q, organisation, member, offset, limit } = request.query;
        return groups.list(requireActor(request), {
          offset,
          limit,
          ...given({ text: q?.trim(), organisationKey: organisation, memberLogin: member }),
        });
      },
    );

    http.get(
      '/api/v1/groups/export',
      {
        schema: {
          summary: 'Groups that one administers, as CSV',
          tags,
          querystring: Type.Object({ q: Search, organisation: Type.Optional(Key) }),
        },
      },
      async (request, reply) => {
        const { q, organisation } = request.query;
        const query = given({ text: q?.trim(), organisationKey: organisation });
        return sendCsv(reply, 'groups', groups.export(requireStepUp(request).actor, query));
      },
    );

    http.get(
      '/api/v1/groups/:key/members/export',
      { schema: { summary: 'Who is in a group that one administers, as CSV', tags, params: ByKey } },
      async (request, reply) =>
        sendCsv(reply, 'members', await groups.exportMembers(requireStepUp(request).actor, request.params.key)),
    );

    http.post(
      '/api/v1/groups',
      { schema: { summary: 'Add a group', tags, body: New, response: { 201: Group } } },
      async (request, reply) => reply.code(201).send(await groups.add(requireStepUp(request).actor, request.body)),
    );

    http.get(
      '/api/v1/groups/:key',
      { schema: { summary: 'One group', tags, params: ByKey, response: { 200: Group } } },
      async (request) => groups.get(requireActor(request), request.params.key),
    );

    http.get(
      '/api/v1/groups/:key/members',
      {
        schema: {
          summary: 'Members of a group',
          tags,
          params: ByKey,
          querystring: Type.Object({ q: Search, offset: Offset, limit: Limit(100) }),
          response: { 200: Members },
        },
      },
      async (request) => {
        const { q, offset, limit } = request.query;
        return groups.members(requireActor(request), request.params.key, { offset, limit, ...given({ text: q }) });
      },
    );

    http.patch(
      '/api/v1/groups/:key',
      { schema: { summary: 'Rename a group', tags, params: ByKey, body: Update, response: { 200: Group } } },
      async (request) => groups.update(requireStepUp(request).actor, request.params.key, request.body),
    );

    http.delete(
      '/api/v1/groups/:key',
      { schema: { summary: 'Remove a group; its members stay', tags, params: ByKey, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await groups.remove(requireStepUp(request).actor, request.params.key);
        return reply.code(204).send(null);
      },
    );

    http.post(
      '/api/v1/groups/:key/members',
      { schema: { summary: 'Add members', tags, params: ByKey, body: Many, response: { 200: Changed } } },
      async (request) => groups.addMembers(requireStepUp(request).actor, request.params.key, request.body.logins),
    );

    const change = { tags, params: ByKeyAndLogin, response: { 204: Type.Null() } };
    http.put(
      '/api/v1/groups/:key/members/:login',
      { schema: { summary: 'Add a member', ...change } },
      async (request, reply) => {
        await groups.addMember(requireStepUp(request).actor, request.params.key, request.params.login);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/groups/:key/members/:login',
      { schema: { summary: 'Remove a member', ...change } },
      async (request, reply) => {
        await groups.removeMember(requireStepUp(request).actor, request.params.key, request.params.login);
        return reply.code(204).send(null);
      },
    );
  };
}
