import { requireActor, type HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Comments } from '../comments/comments-door.ts';
import { ById, closed, Id, items, nothing, Person, tags, Time } from './schemas.ts';

const Comment = Type.Object({
  id: Id,
  nodeId: Id,
  person: Type.Union([Person, Type.Null()]),
  text: Type.String({ description: 'People in it as @login' }),
  mentions: Type.Array(Person),
  createdAt: Time,
  editedAt: Type.Union([Time, Type.Null()]),
  isOwn: Type.Boolean(),
  mayRemove: Type.Boolean(),
});
const Page = Type.Object({
  total: Type.Integer(),
  unread: Type.Integer(),
  mayComment: Type.Boolean(),
  more: Type.Boolean(),
  items: Type.Array(Comment),
});
const Text = Type.Object({ text: Type.String({ maxLength: 10_000 }) }, closed);

export function commentRoutes(comments: Comments): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/nodes/:id/comments',
      {
        schema: {
          summary: 'Comments on a file or folder, newest first; `before` an id for older ones',
          tags,
          params: ById,
          querystring: Type.Object({
            before: Type.Optional(Id),
            limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
          }),
          response: { 200: Page },
        },
      },
      async (request) => {
        const { before, limit } = request.query;
        const query = { limit, ...(before === undefined ? {} : { before }) };
        return comments.list(requireActor(request), request.params.id, query);
      },
    );

    http.post(
      '/api/v1/nodes/:id/comments',
      {
        schema: {
          summary: 'Comment; @login tells that person',
          tags,
          params: ById,
          body: Text,
          response: { 201: Comment },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await comments.add(requireActor(request), request.params.id, request.body.text)),
    );

    http.post(
      '/api/v1/nodes/:id/comments/read',
      { schema: { summary: 'All comments so far were read', tags, params: ById, response: nothing } },
      async (request, reply) => {
        await comments.markRead(requireActor(request), request.params.id);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/nodes/:id/mentionable',
      {
        schema: {
          summary: 'People who see this and whose name or login begins like that',
          tags,
          params: ById,
          querystring: Type.Object({ q: Type.String({ maxLength: 100, default: '' }) }),
          response: { 200: items(Person) },
        },
      },
      async (request) => ({
        items: await comments.mentionable(requireActor(request), request.params.id, request.query.q),
      }),
    );

    const byComment = Type.Object({ comment: Id });
    http.patch(
      '/api/v1/comments/:comment',
      {
        schema: {
          summary: 'Change one’s own comment',
          tags,
          params: byComment,
          body: Text,
          response: { 200: Comment },
        },
      },
      async (request) => comments.edit(requireActor(request), request.params.comment, request.body.text),
    );

    http.delete(
      '/api/v1/comments/:comment',
      {
        schema: {
          summary: 'Delete one’s own comment, or as a manager any',
          tags,
          params: byComment,
          response: nothing,
        },
      },
      async (request, reply) => {
        await comments.remove(requireActor(request), request.params.comment);
        return reply.code(204).send(null);
      },
    );
  };
}
