import { presentNode, type Files } from '@landescloud/files';
import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Sharing } from '../shares/sharing.ts';
import {
  Access,
  ById,
  End,
  GivenPage,
  Id,
  Key,
  Message,
  ReceivedPage,
  RecipientKind,
  Recipients,
  Role,
  Share,
  Window,
} from './schemas.ts';

const tags = ['sharing'];

const NewShares = Type.Object(
  {
    recipients: Type.Array(Type.Object({ kind: RecipientKind, key: Key }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 2000,
    }),
    role: Role,
    resharing: Type.Optional(Type.Boolean()),
    message: Type.Optional(Message),
    endsAt: Type.Optional(End),
  },
  { additionalProperties: false },
);
const Update = Type.Object(
  {
    role: Type.Optional(Role),
    resharing: Type.Optional(Type.Boolean()),
    message: Type.Optional(Message),
    endsAt: Type.Optional(End),
  },
  { additionalProperties: false, minProperties: 1 },
);
const FindQuery = Type.Object({
  q: Type.String({ maxLength: 200 }),
  limit: Type.Integer({ minimum: 1, maximum: 50, default: 12 }),
});

/** Sharing with people, groups and organisations. */
export function shareRoutes(sharing: Sharing, { contents }: Pick<Files, 'contents'>): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/nodes/:id/shares',
      { schema: { summary: 'Who has access, and why', tags, params: ById, response: { 200: Access } } },
      async (request) => sharing.access(requireActor(request), request.params.id),
    );

    http.post(
      '/api/v1/nodes/:id/shares',
      {
        schema: {
          summary: 'Share with people, groups and organisations: all or none',
          tags,
          params: ById,
          body: NewShares,
          response: { 201: Type.Object({ items: Type.Array(Share) }) },
        },
      },
      async (request, reply) => {
        reply.code(201);
        return { items: await sharing.share(requireActor(request), request.params.id, request.body) };
      },
    );

    http.delete(
      '/api/v1/nodes/:id/shares',
      {
        schema: {
          summary: 'Withdraw every share of it that one may withdraw',
          tags,
          params: ById,
          response: { 200: Type.Object({ withdrawn: Type.Integer() }) },
        },
      },
      async (request) => ({ withdrawn: await sharing.withdrawAll(requireActor(request), request.params.id) }),
    );

    http.post(
      '/api/v1/nodes/:id/owner',
      {
        schema: {
          summary: 'Make what is one’s own somebody else’s',
          tags,
          params: ById,
          body: Type.Object(
            { login: Key, keep: Type.Optional(Type.Union([Role, Type.Null()])) },
            { additionalProperties: false },
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { login, keep = null } = request.body;
        await sharing.transfer(requireActor(request), request.params.id, { login, keep });
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/shares/:id',
      { schema: { summary: 'A share that one made, has or manages', tags, params: ById, response: { 200: Share } } },
      async (request) => sharing.get(requireActor(request), request.params.id),
    );

    http.patch(
      '/api/v1/shares/:id',
      { schema: { summary: 'Change a share', tags, params: ById, body: Update, response: { 200: Share } } },
      async (request) => sharing.change(requireActor(request), request.params.id, request.body),
    );

    http.delete(
      '/api/v1/shares/:id',
      { schema: { summary: 'Withdraw a share', tags, params: ById, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await sharing.withdraw(requireActor(request), request.params.id);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/me/shared-with-me/:id',
      {
        schema: {
          summary: 'Leave what was shared with oneself, by the id of the file or folder',
          tags,
          params: ById,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const actor = requireActor(request);
        await sharing.leave(actor, actor.personId, request.params.id);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/me/shared-with-me',
      {
        schema: {
          summary: 'What is shared with oneself, newest first',
          tags,
          querystring: Window,
          response: { 200: ReceivedPage },
        },
      },
      async (request) => {
        const { items, next } = await sharing.received(requireActor(request), request.query);
        return { items: items.map((item) => ({ ...item, node: presentNode(contents, item.node) })), next };
      },
    );

    http.get(
      '/api/v1/me/shared-with-me/new',
      {
        schema: {
          summary: 'How much was shared with oneself since one last looked',
          tags,
          response: { 200: Type.Object({ count: Type.Integer() }) },
        },
      },
      async (request) => ({ count: await sharing.countNew(requireActor(request)) }),
    );

    http.post(
      '/api/v1/me/shared-with-me/looked',
      { schema: { summary: 'One has looked: nothing is new any more', tags, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await sharing.looked(requireActor(request));
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/me/shared-by-me',
      {
        schema: {
          summary: 'What one shared with others, newest first',
          tags,
          querystring: Window,
          response: { 200: GivenPage },
        },
      },
      async (request) => {
        const { items, next } = await sharing.given(requireActor(request), request.query);
        return { items: items.map((item) => ({ ...item, node: presentNode(contents, item.node) })), next };
      },
    );

    http.get(
      '/api/v1/me/shared-by-me/ids',
      {
        schema: {
          summary: 'Ids of all files and folders that one shared, for marks in listings',
          tags,
          response: { 200: Type.Object({ ids: Type.Array(Id) }) },
        },
      },
      async (request) => ({ ids: await sharing.givenIds(requireActor(request)) }),
    );

    http.get(
      '/api/v1/recipients',
      {
        schema: {
          summary: 'People, groups and organisations with whom one could share',
          tags,
          querystring: FindQuery,
          response: { 200: Recipients },
        },
      },
      async (request) => {
        const { q, limit } = request.query;
        const found = await sharing.recipients(requireActor(request), q, limit);
        const items = found.map(({ kind, key, name, organisation, guest, jobTitle, memberCount }) => ({
          kind,
          key,
          name,
          organisationName: organisation?.name ?? null,
          guest,
          jobTitle,
          memberCount,
        }));
        return { items };
      },
    );
  };
}
