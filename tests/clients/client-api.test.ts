import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { clientWorld, type ClientPerson, type ClientWorld } from './client-world.ts';

let world: ClientWorld;
let tester: ClientPerson;
before(async () => {
  world = await clientWorld();
  tester = await world.addPerson('tester');
});
after(() => world[Symbol.asyncDispose]());

function get(path: string, person: ClientPerson | null = tester, init: RequestInit = {}): Promise<Response> {
  const authorization =
    person === null ? undefined : `Basic ${Buffer.from(`${person.login}:${person.password}`).toString('base64')}`;
  const headers = {
    'ocs-apirequest': 'true',
    ...(authorization === undefined ? {} : { authorization }),
    ...(init.headers as Record<string, string>),
  };
  return fetch(`${world.url}${path}`, { redirect: 'manual', ...init, headers });
}

test('status.php, 204 and the well-known addresses need no sign-in', async () => {
  const status = await get('/status.php', null);
  assert.equal(status.headers.get('access-control-allow-origin'), '*');
  const body = (await status.json()) as Record<string, unknown>;
  assert.deepEqual([body['installed'], body['maintenance'], body['version']], [true, false, '32.0.1.2']);
  assert.equal((await get('/index.php/204', null)).status, 204);
  const wellKnown = await get('/.well-known/caldav', null);
  assert.deepEqual([wellKnown.status, wellKnown.headers.get('location')], [301, '/remote.php/dav/']);
});

interface Ocs<Data> {
  readonly ocs: { readonly meta: { readonly status: string; readonly statuscode: number }; readonly data: Data };
}

test('OCS: capabilities, the person, and what is refused', async () => {
  type Capabilities = Ocs<{ version: { major: number }; capabilities: Record<string, unknown> }>;
  const anonymous = (await (await get('/ocs/v2.php/cloud/capabilities?format=json', null)).json()) as Capabilities;
  assert.deepEqual(Object.keys(anonymous.ocs.data.capabilities), ['theming']);
  const signedIn = (await (await get('/ocs/v1.php/cloud/capabilities?format=json')).json()) as Capabilities;
  assert.equal(signedIn.ocs.meta.statuscode, 100);
  assert.deepEqual(signedIn.ocs.data.capabilities['dav'], { chunking: '1.0', bulkupload: '1.0' });
  const user = (await (await get('/ocs/v2.php/cloud/user?format=json')).json()) as Ocs<Record<string, unknown>>;
  assert.equal(user.ocs.meta.statuscode, 200);
  assert.deepEqual([user.ocs.data['id'], user.ocs.data['display-name']], ['tester', 'Person tester']);
  assert.match(
    await (await get('/ocs/v1.php/cloud/user')).text(),
    /^<\?xml version="1\.0"\?>\n<ocs><meta>.*<id>tester<\/id>/s,
  );
  const nobody = await get('/ocs/v1.php/cloud/user?format=json', null);
  assert.deepEqual([nobody.status, ((await nobody.json()) as Ocs<unknown>).ocs.meta.statuscode], [401, 997]);
  const unknown = await get('/ocs/v2.php/apps/gibtesnicht?format=json');
  assert.deepEqual([unknown.status, ((await unknown.json()) as Ocs<unknown>).ocs.meta.statuscode], [404, 998]);
  assert.equal((await get('/ocs/v2.php/cloud/users/bernd')).status, 404);
  assert.equal((await get('/index.php/avatar/bernd/64')).status, 404);
  const avatar = await get('/index.php/avatar/tester/64');
  assert.deepEqual([avatar.status, avatar.headers.get('content-type')], [200, 'image/png']);
});

test('OCS notifications: listed until they are dismissed, unchanged ones not sent again', async () => {
  const base = '/ocs/v2.php/apps/notifications/api/v2/notifications';
  type Item = { readonly notification_id: number } & Record<string, unknown>;
  const { database, notifications, files } = world.server;
  const { personId } = tester.actor;
  const node = await files.nodes.createFolder(tester.actor, { path: ['Plan'] });
  const tell = (name: string) =>
    database.transaction((tx) =>
      notifications.notify(tx, [
        {
          personId,
          kind: 'collaboration.changed',
          subject: `node:${node.id}`,
          data: { node: 'Plan', name, folder: true },
          link: `/f/${node.id}`,
          by: { name: 'Bernd Blau' },
        },
      ]),
    );
  const list = async (etag = '') => {
    const answer = await get(`${base}?format=json`, tester, { headers: { 'if-none-match': etag } });
    const items = answer.status === 304 ? [] : ((await answer.json()) as Ocs<Item[]>).ocs.data;
    return { status: answer.status, etag: answer.headers.get('etag') ?? '', items };
  };
  const empty = await list();
  assert.deepEqual([empty.status, empty.items], [200, []]);
  assert.equal((await list(empty.etag)).status, 304);
  await tell('a.odt');
  await tell('b.odt');
  const { items, etag } = await list(empty.etag);
  const [newest, older] = items;
  assert.ok(newest !== undefined && older !== undefined);
  const { notification_id: id, datetime, icon, ...shown } = newest;
  assert.deepEqual(shown, {
    app: 'comments',
    user: 'tester',
    object_type: 'files',
    object_id: String(node.id),
    subject: 'Bernd Blau: eine Änderung in „Plan“',
    message: 'Zuletzt: b.odt',
    link: `${world.url}/f/${node.id}`,
    subjectRich: '',
    subjectRichParameters: [],
    messageRich: '',
    messageRichParameters: [],
    shouldNotify: true,
    actions: [],
  });
  assert.match(String(datetime), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
  assert.match(String(icon), /^http/);
  assert.equal((await list(etag)).status, 304);
  const one = (await (await get(`${base}/${id}?format=json`)).json()) as Ocs<Item>;
  assert.equal(one.ocs.data.notification_id, id);
  assert.equal((await get(`${base}/${id}?format=json`, tester, { method: 'DELETE' })).status, 200);
  assert.deepEqual(
    (await list(etag)).items.map((item) => item.notification_id),
    [older.notification_id],
  );
  const gone = await get(`${base}/${id}?format=json`);
  assert.deepEqual([gone.status, ((await gone.json()) as Ocs<null>).ocs.meta.statuscode], [404, 404]);
  const ask = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ids: [id, older.notification_id] }),
  };
  const exists = (await (await get(`${base}/exists?format=json`, tester, ask)).json()) as Ocs<number[]>;
  assert.deepEqual(exists.ocs.data, [older.notification_id]);
  assert.equal((await get(base, tester, { method: 'DELETE' })).status, 200);
  assert.deepEqual((await list()).items, []);
  // read, not lost: the web app shows them still
  assert.equal((await notifications.list(personId, { limit: 5 })).items.length, 2);
});

test('notify_push tells of changes, by ids where asked, and lets nobody else in', async () => {
  const address = `${world.url.replace('http', 'ws')}/push/ws`;
  const stranger = new WebSocket(address);
  await once(stranger, 'open');
  stranger.send('tester');
  stranger.send('falsch');
  const [refusal] = (await once(stranger, 'message')) as [{ data: unknown }];
  assert.equal(refusal.data, 'err: Invalid credentials');
  await once(stranger, 'close');

  const socket = new WebSocket(address);
  const messages: string[] = [];
  socket.addEventListener('message', ({ data }) => messages.push(String(data)));
  await once(socket, 'open');
  socket.send(tester.login);
  socket.send(tester.password);
  await heard(messages, (m) => m === 'authenticated');
  const authorization = `Basic ${Buffer.from(`${tester.login}:${tester.password}`).toString('base64')}`;
  await fetch(`${tester.dav}eins.txt`, { method: 'PUT', body: 'x', headers: { authorization } });
  await heard(messages, (m) => m === 'notify_file');
  socket.send('listen notify_file_id');
  await fetch(`${tester.dav}zwei.txt`, { method: 'PUT', body: 'x', headers: { authorization } });
  await heard(messages, (m) => /^notify_file_id \[\d+/.test(m));
  const { database, notifications } = world.server;
  const told = {
    kind: 'collaboration.changed',
    data: { node: 'x', name: 'x', folder: true },
    subject: 'x:1',
    link: '/',
  };
  await database.transaction((tx) => notifications.notify(tx, [{ ...told, personId: tester.actor.personId }]));
  await heard(messages, (m) => m === 'notify_notification');
  const closed = once(socket, 'close');
  await world.server.auth.endAccess(systemActor('test'), tester.actor.personId);
  await closed;
});

async function heard(messages: readonly string[], wanted: (message: string) => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (messages.some(wanted)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`not heard; but: ${messages.join(', ')}`);
}
