import type { PersonActor } from '@landescloud/kernel';
import { Type } from 'typebox';
import type { HttpPlugin, HttpRequest } from '../../http/index.ts';
import type { Notifications } from '../notifications.ts';

export interface NotificationReader {
  /** The person who asks, by a session. */
  personOf(request: HttpRequest): PersonActor;
}

const whole = { minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const Id = Type.Integer({ ...whole, minimum: 1 });
const Moment = Type.Integer(whole);
const Mail = Type.Union([Type.Literal('off'), Type.Literal('at-once'), Type.Literal('digest')]);
const View = Type.Object({
  id: Type.Integer(),
  kind: Type.String(),
  subject: Type.String(),
  title: Type.String(),
  text: Type.String(),
  link: Type.String({ description: 'A path within the web app' }),
  by: Type.Union([Type.String(), Type.Null()]),
  count: Type.Integer(),
  at: Type.Integer(),
  readAt: Type.Union([Type.Integer(), Type.Null()]),
});
const Page = Type.Object({ unread: Type.Integer(), more: Type.Boolean(), items: Type.Array(View) });
const Language = Type.Union([Type.Literal('de'), Type.Literal('en')], { description: "Otherwise one's own" });
const Query = Type.Object({
  language: Type.Optional(Language),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
  show: Type.Union([Type.Literal('all'), Type.Literal('unread')], { default: 'all' }),
  afterAt: Type.Optional(Moment),
  afterId: Type.Optional(Id),
});
const Preference = Type.Object({ kind: Type.String(), label: Type.String(), mail: Mail });
const tags = ['notifications'];
const params = Type.Object({ notification: Id });
const closed = { additionalProperties: false };

/** A person's notifications under /api/v1/me/notifications. */
export function notificationRoutes(notifications: Notifications, { personOf }: NotificationReader): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/me/notifications',
      {
        schema: {
          summary: 'What one was told, newest first; `afterAt` and `afterId` of the last item go on from there',
          tags,
          querystring: Query,
          response: { 200: Page },
        },
      },
      async (request) => {
        const { limit, show, language, afterAt, afterId } = request.query;
        const query = { limit, unreadOnly: show === 'unread', ...(language === undefined ? {} : { language }) };
        const after = afterAt === undefined || afterId === undefined ? {} : { after: { at: afterAt, id: afterId } };
        return notifications.list(personOf(request).personId, { ...query, ...after });
      },
    );

    http.post(
      '/api/v1/me/notifications/read',
      {
        schema: {
          summary: 'Mark all as read up to the moment `upTo`, that of the newest one that was shown',
          tags,
          body: Type.Object({ upTo: Moment }, closed),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await notifications.markReadUpTo(personOf(request).personId, request.body.upTo);
        return reply.code(204).send(null);
      },
    );

    http.post(
      '/api/v1/me/notifications/:notification/read',
      { schema: { summary: 'Mark one as read', tags, params, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await notifications.markRead(personOf(request).personId, request.params.notification);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/me/notifications/:notification',
      { schema: { summary: 'Remove one', tags, params, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await notifications.remove(personOf(request).personId, request.params.notification);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/me/notifications',
      { schema: { summary: 'Remove all', tags, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await notifications.removeAll(personOf(request).personId);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/me/notifications/preferences',
      {
        schema: {
          summary: 'Of which kinds one also gets mail',
          tags,
          querystring: Type.Object({ language: Type.Optional(Language) }),
          response: { 200: Type.Object({ items: Type.Array(Preference) }) },
        },
      },
      async (request) => ({
        items: await notifications.preferences(personOf(request).personId, request.query.language),
      }),
    );

    http.put(
      '/api/v1/me/notifications/preferences/:notificationKind',
      {
        schema: {
          summary: 'Choose whether a kind is mailed: not at all, at once, or once a day',
          tags,
          params: Type.Object({ notificationKind: Type.String({ maxLength: 100 }) }),
          body: Type.Object({ mail: Mail }, closed),
          response: { 200: Preference },
        },
      },
      async (request) =>
        notifications.choose(personOf(request).personId, request.params.notificationKind, request.body.mail),
    );
  };
}
