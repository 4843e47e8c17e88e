import type { IncomingMessage } from 'node:http';
import type { PersonActor } from '@landescloud/kernel';
import { onAccessEnd } from '@landescloud/platform/auth';
import type { Hints } from '@landescloud/platform/events';
import { onUpgrade, type Http } from '@landescloud/platform/http';
import type { Notifications } from '@landescloud/platform/notifications';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Files } from '../files.ts';
import { createWatchers } from './watchers.ts';

export interface PushDependencies {
  readonly files: Pick<Files, 'spaces'>;
  readonly hints: Hints;
  readonly notifications: Pick<Notifications, 'onChange'>;
  /** The person whose app password it is, or null. */
  readonly signIn: (login: string, password: string) => Promise<PersonActor | null>;
}

const signInWithin = 15_000;
const pingEvery = 30_000;
const mostConnections = 50_000;

/**
 * notify_push: a client sends its login and app password as its first two messages, hears 'authenticated', and from
 * then on 'notify_file' whenever something of its spaces changed ('notify_file_id [1,2]' if it asked for ids), and
 * 'notify_notification' whenever the person was told something or has read it.
 */
export function addPushSocket(http: Http, deps: PushDependencies): void {
  const server = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  const watchers = createWatchers(deps);
  onUpgrade(http, '/push/ws', (request: IncomingMessage, socket, head) => {
    if (server.clients.size >= mostConnections) return void socket.destroy();
    server.handleUpgrade(request, socket, head, (client) => serve(client, deps, watchers));
  });
  const timer = setInterval(() => {
    for (const client of server.clients) checkAlive(client);
  }, pingEvery).unref();
  http.addHook('preClose', (done) => {
    clearInterval(timer);
    for (const client of server.clients) client.close(1001);
    setTimeout(() => {
      for (const client of server.clients) client.terminate();
    }, 1000).unref();
    done();
  });
}

type LiveSocket = WebSocket & { heard?: boolean };

function checkAlive(client: LiveSocket): void {
  if (client.heard === false) return client.terminate();
  client.heard = false;
  client.ping();
}

function serve(client: LiveSocket, deps: PushDependencies, watchers: ReturnType<typeof createWatchers>): void {
  const told: string[] = [];
  let withIds = false;
  let end: (() => void) | null = null;
  const late = setTimeout(() => client.close(4001, 'Sign in first'), signInWithin);
  client.on('pong', () => (client.heard = true));
  client.on('error', () => client.terminate());
  client.on('close', () => {
    clearTimeout(late);
    end?.();
  });
  client.on('message', (data) => {
    client.heard = true;
    const message = String(data);
    if (message === 'listen notify_file_id') withIds = true;
    if (told.length >= 2) return;
    told.push(message);
    if (told.length === 2) void signIn();
  });

  async function signIn(): Promise<void> {
    const [login = '', password = ''] = told;
    const actor = await deps.signIn(login, password).catch(() => null);
    if (actor === null) {
      client.send('err: Invalid credentials');
      return client.close(4000, 'Invalid credentials');
    }
    const stop = await watchers.watch(actor, (ids) =>
      client.send(withIds && ids.length > 0 ? `notify_file_id ${JSON.stringify(ids)}` : 'notify_file'),
    );
    if (client.readyState !== client.OPEN) return stop();
    const unwatchAccess = onAccessEnd(deps.hints, { personId: actor.personId }, () =>
      client.close(4000, 'Access ended'),
    );
    const unwatchNotifications = deps.notifications.onChange(actor.personId, () => client.send('notify_notification'));
    end = () => {
      unwatchNotifications();
      unwatchAccess();
      stop();
    };
    clearTimeout(late);
    client.send('authenticated');
  }
}
