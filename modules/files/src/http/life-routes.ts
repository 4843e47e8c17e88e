import { DomainError } from '@landescloud/kernel';
import { type HttpPlugin, requireActor, sendCsv } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Files } from '../files.ts';
import {
  ByKey,
  DeletionList,
  DeletionPage,
  Hold,
  NewHold,
  NewRetentionClass,
  NodeLife,
  Reason,
  RetentionClass,
} from './life-schemas.ts';
import { ById, Id, items, Login, Offset, pageLimit } from './schemas.ts';
import { managerOf } from './space-routes.ts';

const tags = ['retention'];
const Page = Type.Object({ offset: Offset, limit: pageLimit(100, 1000) });

/** How long data are kept, what must be kept, and what was deleted by rule. */
export function lifeRoutes({ retention, holds }: Files): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/nodes/:id/life',
      { schema: { summary: 'How long it is kept', tags, params: ById, response: { 200: NodeLife } } },
      async (request) => retention.of(requireActor(request), request.params.id),
    );

    http.put(
      '/api/v1/nodes/:id/retention',
      {
        schema: {
          summary: 'Set the retention class of a folder or space; null: what holds above',
          tags,
          params: ById,
          body: Type.Object({ classId: Type.Union([Id, Type.Null()]) }, { additionalProperties: false }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await retention.set(requireActor(request), request.params.id, request.body.classId);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/organisations/:key/retention-classes',
      {
        schema: {
          summary: 'Retention classes that may be chosen in spaces of the organisation',
          tags,
          params: ByKey,
          response: { 200: items(RetentionClass) },
        },
      },
      async (request) => ({ items: await retention.classes(requireActor(request), request.params.key) }),
    );

    http.post(
      '/api/v1/organisations/:key/retention-classes',
      {
        schema: {
          summary: 'Add a retention class',
          tags,
          params: ByKey,
          body: NewRetentionClass,
          response: { 201: RetentionClass },
        },
      },
      async (request, reply) => {
        reply.code(201);
        return retention.addClass(managerOf(request), request.params.key, request.body);
      },
    );

    http.delete(
      '/api/v1/organisations/:key/retention-classes/:id',
      {
        schema: {
          summary: 'End a retention class: where it is set it still holds',
          tags,
          params: Type.Object({ key: Login, id: Id }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await retention.endClass(managerOf(request), request.params.key, request.params.id);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/organisations/:key/holds',
      {
        schema: {
          summary: 'What must be kept in spaces of the organisation',
          tags,
          params: ByKey,
          querystring: Type.Object({ ended: Type.Optional(Type.Boolean()) }),
          response: { 200: items(Hold) },
        },
      },
      async (request) => ({ items: await holds.list(requireActor(request), request.params.key, request.query) }),
    );

    http.post(
      '/api/v1/organisations/:key/holds',
      {
        schema: {
          summary: 'A space (spaceId), or a file or folder (nodeId), must be kept',
          tags,
          params: ByKey,
          body: NewHold,
          response: { 201: Hold },
        },
      },
      async (request, reply) => {
        const { spaceId, nodeId, reason } = request.body;
        const actor = managerOf(request);
        reply.code(201);
        if (spaceId !== undefined && nodeId === undefined) {
          return holds.set(actor, request.params.key, { spaceId, reason });
        }
        if (nodeId !== undefined && spaceId === undefined) {
          return holds.set(actor, request.params.key, { nodeId, reason });
        }
        throw new DomainError('Invalid', 'files.hold_unclear', 'Say either spaceId or nodeId.');
      },
    );

    http.post(
      '/api/v1/organisations/:key/holds/:id/lift',
      {
        schema: {
          summary: 'It need not be kept any more',
          tags,
          params: Type.Object({ key: Login, id: Id }),
          body: Type.Object({ reason: Reason }, { additionalProperties: false }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { key, id } = request.params;
        await holds.lift(managerOf(request), key, id, request.body.reason);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/organisations/:key/deletions',
      {
        schema: {
          summary: 'Lists of what was deleted by rule, newest first',
          tags,
          params: ByKey,
          querystring: Page,
          response: { 200: DeletionPage },
        },
      },
      async (request) => retention.deletions(requireActor(request), request.params.key, request.query),
    );

    http.get(
      '/api/v1/deletions/:id',
      {
        schema: {
          summary: 'What was deleted by rule at one time',
          tags,
          params: ById,
          querystring: Page,
          response: { 200: DeletionList },
        },
      },
      async (request) => retention.deletion(requireActor(request), request.params.id, request.query),
    );

    http.get(
      '/api/v1/deletions/:id/export',
      { schema: { summary: 'The whole list as CSV', tags, params: ById } },
      async (request, reply) =>
        sendCsv(reply, 'geloescht', await retention.deletionCsv(requireActor(request), request.params.id)),
    );
  };
}
