import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from '@landescloud/testing';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

async function signIn(login: string): Promise<string> {
  const answer = await fetch(`${world.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: world.person(login).password }),
  });
  assert.equal(answer.status, 200, await answer.text());
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

const poll = (login: string) =>
  world.fetch(login, `/remote.php/dav/files/${login}/`, { method: 'PROPFIND', headers: { depth: '0' } });

/** The page that a person looks at: resolves when the server ends its stream of events. */
async function openEvents(cookie: string): Promise<{ ended: Promise<void> }> {
  const answer = await fetch(`${world.url}/api/v1/events`, { headers: { cookie } });
  assert.equal(answer.status, 200);
  const ended = (async () => {
    for await (const part of answer.body!) void part;
  })();
  return { ended };
}

/** A sync client's socket (notify_push), signed in. */
async function openPush(login: string): Promise<{ ended: Promise<void> }> {
  const socket = new WebSocket(`${world.url.replace('http', 'ws')}/push/ws`);
  const ended = Promise.withResolvers<void>();
  const signedIn = Promise.withResolvers<void>();
  socket.addEventListener('close', () => {
    ended.resolve();
    signedIn.reject(new Error('the socket was closed'));
  });
  socket.addEventListener('open', () => {
    socket.send(login);
    socket.send(world.person(login).appPassword);
  });
  socket.addEventListener('message', ({ data }) => data === 'authenticated' && signedIn.resolve());
  await signedIn.promise;
  return { ended: ended.promise };
}

async function within(seconds: number, what: string, ended: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} was still open after ${seconds} s`)), seconds * 1000);
  });
  await Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

describe('a person who is disabled', () => {
  it('is out of browser, clients, streams and sockets, while others stay in', async () => {
    const admin = await signIn('admin');
    const bernd = await signIn('bernd');
    const annas = await openEvents(await signIn('anna'));
    const events = await openEvents(bernd);
    const push = await openPush('bernd');
    assert.equal((await poll('bernd')).status, 207);

    const answer = await fetch(`${world.url}/api/v1/people/bernd`, {
      method: 'PATCH',
      headers: { cookie: admin, 'content-type': 'application/json' },
      body: JSON.stringify({ disabled: true }),
    });
    assert.equal(answer.status, 200);
    assert.equal((await poll('bernd')).status, 401);
    assert.equal((await fetch(`${world.url}/api/v1/session`, { headers: { cookie: bernd } })).status, 401);
    await within(20, 'the stream', events.ended);
    await within(20, 'the socket', push.ended);

    let stillOpen = true;
    void annas.ended.then(() => (stillOpen = false));
    assert.equal((await poll('anna')).status, 207);
    assert.ok(stillOpen);
  });
});

describe('signing out', () => {
  it('ends the page’s stream, and no other of the same person', async () => {
    const [here, there] = [await signIn('anna'), await signIn('anna')];
    const open = { here: await openEvents(here), there: await openEvents(there) };
    let thereEnded = false;
    void open.there.ended.then(() => (thereEnded = true));
    await fetch(`${world.url}/api/v1/session`, { method: 'DELETE', headers: { cookie: here } });
    await within(20, 'the stream', open.here.ended);
    assert.equal(thereEnded, false);
    assert.equal((await poll('anna')).status, 207);
  });
});
