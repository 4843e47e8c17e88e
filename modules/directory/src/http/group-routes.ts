import { requireSession } from '@landescloud/platform/auth';
import { requireActor } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Directory } from '../directory.ts';
import { Group, GroupMember, Key, Login, Name } from './schemas.ts';

const New = Type.Object(
  { key: Key, name: Name, organisationKey: Type.Optional(Type.Union([Key, Type.Null()])) },
  { additionalProperties: false },
);
const ByKey = Type.Object({ key: Key });
const ByKeyAndLogin = Type.Object({ key: Key, login: Login });
const Members = Type.Object({ items: Type.Array(GroupMember) });
const tags = ['groups'];

export function groupRoutes({ groups }: Directory): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/groups',
      { schema: { summary: 'Groups', tags, response: { 200: Type.Object({ items: Type.Array(Group) }) } } },
      async (request) => ({ items: await groups.list(requireActor(request)) }),
    );

    http.post(
      '/api/v1/groups',
      { schema: { summary: 'Add a group', tags, body: New, response: { 201: Group } } },
      async (request, reply) => reply.code(201).send(await groups.add(requireSession(request).actor, request.body)),
    );

    http.get(
      '/api/v1/groups/:key/members',
      { schema: { summary: 'Members of a group', tags, params: ByKey, response: { 200: Members } } },
      async (request) => ({ items: await groups.members(requireActor(request), request.params.key) }),
    );

    const change = { tags, params: ByKeyAndLogin, response: { 204: Type.Null() } };
    http.put(
      '/api/v1/groups/:key/members/:login',
      { schema: { summary: 'Add a member', ...change } },
      async (request, reply) => {
        await groups.addMember(requireSession(request).actor, request.params.key, request.params.login);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/groups/:key/members/:login',
      { schema: { summary: 'Remove a member', ...change } },
      async (request, reply) => {
        await groups.removeMember(requireSession(request).actor, request.params.key, request.params.login);
        return reply.code(204).send(null);
      },
    );
  };
}
