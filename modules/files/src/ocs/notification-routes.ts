import { createHash } from 'node:crypto';
import { isDomainError } from '@landescloud/kernel';
import { publicUrl, type Http, type HttpPlugin, type HttpReply, type HttpRequest } from '@landescloud/platform/http';
import type { Notifications, NotificationView } from '@landescloud/platform/notifications';
import { ocsOk, type OcsData, type OcsResult } from './ocs-envelope.ts';
import { ocsPerson } from './ocs-person.ts';
import { sendOcs } from './ocs-routes.ts';

export interface OcsNotificationDependencies {
  readonly notifications: Pick<Notifications, 'list' | 'get' | 'markRead' | 'markReadUpTo' | 'onChange'>;
}

/** As many as Nextcloud lists. */
const most = 25;
const mostAsked = 200;
const missing: OcsResult = { status: 404, code: 404, message: '', data: null };
const tooMany: OcsResult = { status: 400, code: 400, message: '', data: [] };
const hidden = { schema: { hide: true }, config: { scope: 'any' } } as const;

/** How apps are called that tell of such things at Nextcloud; clients choose their pictures by it. */
const apps: Readonly<Record<string, string>> = { collaboration: 'comments', sharing: 'files_sharing' };

/**
 * Nextcloud's notifications API v2. Its clients know no read ones: they list what is unread, and what they dismiss
 * (DELETE) counts as read.
 */
export function ocsNotificationRoutes({ notifications }: OcsNotificationDependencies): HttpPlugin {
  return (http: Http) => {
    for (const version of ['v1', 'v2'] as const) {
      const base = `/ocs/${version}.php/apps/notifications/api/v2/notifications`;
      const answering =
        (
          work: (personId: number, login: string, request: HttpRequest, reply: HttpReply) => Promise<OcsResult | null>,
        ) =>
        async (request: HttpRequest, reply: HttpReply) => {
          const person = ocsPerson(request);
          if ('code' in person) return sendOcs(request, reply, version, person);
          const result = await work(person.personId, person.login, request, reply);
          return result === null ? reply : sendOcs(request, reply, version, result);
        };

      http.get(
        base,
        hidden,
        answering(async (personId, login, request, reply) => {
          const { items } = await notifications.list(personId, { limit: most, unreadOnly: true });
          const etag = etagOf(items);
          void reply.header('etag', etag);
          if (request.headers['if-none-match'] === etag) {
            void reply.code(304).header('cache-control', 'no-store').send();
            return null;
          }
          const address = publicUrl(request);
          return ocsOk(
            version,
            items.map((item) => present(item, login, address)),
          );
        }),
      );
      http.get(
        `${base}/:notification`,
        hidden,
        answering(async (personId, login, request) => {
          const found = await unread(personId, idOf(request));
          return found === null ? missing : ocsOk(version, present(found, login, publicUrl(request)));
        }),
      );
      http.post(
        `${base}/exists`,
        hidden,
        answering(async (personId, _login, request) => {
          const { ids } = (request.body ?? {}) as { ids?: unknown };
          const asked = Array.isArray(ids) ? [...new Set(ids.map(Number))] : [];
          if (asked.length > mostAsked) return tooMany;
          const found = await Promise.all(asked.map((id) => unread(personId, id)));
          return ocsOk(
            version,
            asked.filter((_, place) => found[place] !== null),
          );
        }),
      );
      http.delete(
        `${base}/:notification`,
        hidden,
        answering(async (personId, _login, request) => {
          const id = idOf(request);
          if (id === 0) return missing;
          if ((await unread(personId, id)) !== null) await notifications.markRead(personId, id);
          return ocsOk(version, []);
        }),
      );
      http.delete(
        base,
        hidden,
        answering(async (personId) => {
          await notifications.markReadUpTo(personId, Number.MAX_SAFE_INTEGER);
          return ocsOk(version, []);
        }),
      );
    }
  };

  async function unread(personId: number, id: number): Promise<NotificationView | null> {
    if (!Number.isSafeInteger(id) || id <= 0) return null;
    try {
      const found = await notifications.get(personId, id);
      return found.readAt === null ? found : null;
    } catch (error) {
      if (isDomainError(error, 'NotFound')) return null;
      throw error;
    }
  }
}

function idOf(request: HttpRequest): number {
  const { notification } = request.params as { notification: string };
  return /^\d{1,15}$/.test(notification) ? Number(notification) : 0;
}

/** Gathered ones change and keep their id. */
function etagOf(items: readonly NotificationView[]): string {
  const state = items.map(({ id, at }) => `${id}:${at}`).join(',');
  return `"${createHash('sha256').update(state).digest('hex').slice(0, 32)}"`;
}

function present(item: NotificationView, login: string, address: string): OcsData {
  const [room = ''] = item.kind.split('.');
  const [prefix = '', id = ''] = item.subject.split(':');
  return {
    notification_id: item.id,
    app: apps[room] ?? room,
    user: login,
    datetime: new Date(item.at).toISOString().replace(/\.\d+Z$/, '+00:00'),
    object_type: prefix === 'node' ? 'files' : prefix,
    object_id: id,
    subject: item.title,
    message: item.text,
    link: address + item.link,
    subjectRich: '',
    subjectRichParameters: [],
    messageRich: '',
    messageRichParameters: [],
    icon: `${address}/favicon.svg`,
    shouldNotify: true,
    actions: [],
  };
}
