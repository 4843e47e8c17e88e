import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startActorWorld, type ActorName, type ActorWorld } from './actors.ts';
import { base64 } from './addresses.ts';

let w: ActorWorld;
before(async () => {
  w = await startActorWorld();
  for (const actor of ['colleague', 'reporter', 'guest', 'auditor'] as const)
    await w.as(actor, { path: '/api/v1/nodes/root' });
});
after(() => w?.[Symbol.asyncDispose]());

/** Everything that a person may have open; each resolves when it is over. */
async function openEverything(actor: ActorName): Promise<Record<string, Promise<string>>> {
  const { cookie, authorization, login, appPassword } = w.credentials(actor);
  const stream = await fetch(`${w.world.url}/api/v1/events`, { headers: { cookie } });
  assert.equal(stream.status, 200);
  const socket = new WebSocket(`${w.world.url.replace('http', 'ws')}/push/ws`);
  const socketEnded = new Promise<string>((resolve) => socket.addEventListener('close', () => resolve('closed')));
  await new Promise<void>((resolve) => {
    socket.addEventListener('open', () => {
      socket.send(login);
      socket.send(appPassword);
    });
    socket.addEventListener('message', ({ data }) => data === 'authenticated' && resolve());
  });
  const open: Record<string, Promise<string>> = { stream: drained(stream), socket: socketEnded };
  // a guest has no room of their own to send anything to
  if (actor === 'guest') return open;
  open['put'] = ending(
    fetch(`${w.world.url}/remote.php/dav/files/${login}/endlos.bin`, {
      method: 'PUT',
      headers: { authorization },
      ...endless(),
    }),
  );
  const length = '100000000';
  const made = await fetch(`${w.world.url}/api/v1/uploads`, {
    method: 'POST',
    headers: {
      cookie,
      'tus-resumable': '1.0.0',
      'upload-length': length,
      'upload-metadata': `filename ${base64('endlos.tus')}`,
    },
  });
  assert.equal(made.status, 201, await made.text());
  const headers = {
    cookie,
    'tus-resumable': '1.0.0',
    'upload-offset': '0',
    'content-type': 'application/offset+octet-stream',
  };
  open['tus'] = ending(
    fetch(new URL(made.headers.get('location') ?? '', w.world.url), { method: 'PATCH', headers, ...endless() }),
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  return open;
}

async function drained(stream: Response): Promise<string> {
  for await (const part of stream.body ?? []) void part;
  return 'ended';
}

function endless(): { body: ReadableStream; duplex: 'half' } {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 100).unref());
      controller.enqueue(new Uint8Array(2048));
    },
  });
  return { body, duplex: 'half' };
}

const ending = (answer: Promise<Response>): Promise<string> =>
  answer.then(
    ({ status }) => String(status),
    () => 'cut off',
  );

async function within(seconds: number, open: Record<string, Promise<string>>): Promise<void> {
  const still = new Set(Object.keys(open));
  for (const [what, over] of Object.entries(open)) void over.then(() => still.delete(what));
  for (const begun = performance.now(); still.size > 0;) {
    const waited = (performance.now() - begun) / 1000;
    assert.ok(waited < seconds, `still open after ${waited.toFixed(0)} s: ${[...still].join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const [what, over] of Object.entries(open)) assert.match(await over, /^(ended|closed|cut off|4\d\d)$/, what);
}

async function isOut(actor: ActorName): Promise<void> {
  const { login } = w.credentials(actor);
  for (const path of ['/api/v1/me', `/remote.php/dav/files/${login}/`, '/ocs/v2.php/cloud/user', '/api/v1/nodes/root'])
    assert.equal((await w.as(actor, { path, method: path.includes('/dav/') ? 'PROPFIND' : 'GET' })).status, 401, path);
}

describe('who is out is out of what they had open, within a minute', () => {
  test('who leaves', async () => {
    const open = await openEverything('colleague');
    assert.equal((await w.json('own', 'POST', '/api/v1/people/wer-colleague/leave', {})).status, 200);
    await isOut('colleague');
    await within(60, open);
  });

  test('who is locked together with others', async () => {
    const open = await openEverything('reporter');
    const body = { logins: ['wer-reporter'], action: 'disable' };
    assert.equal((await w.json('own', 'POST', '/api/v1/people/bulk', body)).status, 200);
    await isOut('reporter');
    await within(60, open);
  });

  test('a guest whose day has come, though nobody did anything', async () => {
    const open = await openEverything('guest');
    await w.world.landescloud.database.query(
      `update directory.guest set ends_at = $2 where person_id = (select id from directory.person where login = $1)`,
      [w.credentials('guest').login, new Date(w.now() + 1000)],
    );
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await within(75, open);
    await isOut('guest');
  });

  test('and gets nothing new: no stream, no socket', async () => {
    for (const actor of ['guest-expired', 'guest-ended', 'left', 'disabled'] as const) {
      const { cookie, login, appPassword } = w.credentials(actor);
      for (const headers of [{ cookie }, { authorization: w.credentials(actor).authorization }])
        assert.equal((await fetch(`${w.world.url}/api/v1/events`, { headers })).status, 401, actor);
      const socket = new WebSocket(`${w.world.url.replace('http', 'ws')}/push/ws`);
      const heard: string[] = [];
      socket.addEventListener('message', ({ data }) => heard.push(String(data)));
      const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
      await new Promise((resolve) => socket.addEventListener('open', resolve));
      socket.send(login);
      socket.send(appPassword);
      await closed;
      assert.ok(!heard.includes('authenticated'), `${actor}: ${heard.join(' ')}`);
    }
  });

  test('while others stay in', async () => {
    const { status } = await w.as('auditor', { path: '/api/v1/me' });
    assert.equal(status, 200);
  });
});
