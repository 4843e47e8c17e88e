import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startWorld } from '@landescloud/testing';
import { startActorWorld, type ActorWorld } from './actors.ts';
import { addresses, type Address } from './addresses.ts';
import { ask, type Answer } from './ask.ts';
import { davAddresses } from './dav-addresses.ts';

let w: ActorWorld;
before(async () => {
  w = await startActorWorld();
});
after(() => w?.[Symbol.asyncDispose]());

/** Whoever is answered: the owner, an administrator, nobody. */
const asked = ['owner', 'platform', 'signed-out'] as const;

async function everyAnswer(look: (answer: Answer, what: string, address: Address) => void): Promise<void> {
  const all = [...addresses(w.things), ...davAddresses(w.things, 'anna')].filter(
    ({ method, path }) => /^(GET|HEAD|PROPFIND|OPTIONS)$/.test(method ?? '') && path !== '/api/v1/events',
  );
  assert.ok(all.length > 80);
  for (const actor of asked) {
    for (const address of all)
      look(await w.as(actor, address), `${address.method} ${address.path} as ${actor}`, address);
  }
}

describe('every answer', () => {
  test('is for whom it is: no shared cache keeps it', async () => {
    await everyAnswer(({ headers }, what) => {
      const cache = headers['cache-control'] ?? '';
      assert.match(cache, /\b(no-store|private)\b/, `${what}: ${cache}`);
      assert.doesNotMatch(cache, /public|s-maxage/, what);
    });
  });

  test('is shown in no frame, taken for nothing else, and runs nothing', async () => {
    await everyAnswer(({ headers }, what) => {
      assert.match(
        headers['content-security-policy']?.toString() ?? '',
        /default-src 'none'.*frame-ancestors 'none'/,
        what,
      );
      assert.equal(headers['x-frame-options'], 'DENY', what);
      assert.equal(headers['x-content-type-options'], 'nosniff', what);
      assert.match(String(headers['referrer-policy']), /^(same-origin|no-referrer)$/, what);
      assert.equal(headers['x-powered-by'] ?? headers['server'], undefined, what);
    });
  });

  test('of an error says nothing of how the server is made', async () => {
    const secrets =
      /\bat [\w.<>]+ \(|node_modules|\.ts:\d|file:\/\/|\bselect\b.*\bfrom\b|syntax error|relation "|violates|pg_|stack/i;
    const { cookie } = w.credentials('owner');
    const values = [
      "'",
      '%22',
      '%5c',
      '%00',
      '%ff',
      '1;drop%20table%20x',
      '9'.repeat(400),
      '-1',
      '1e400',
      'null',
      '../../etc/passwd',
      '%F0%90%80',
    ];
    for (const { method, route, headers, body } of addresses(w.things)) {
      const [, template = ''] = route.split(' ');
      if (template === '/api/v1/events') continue;
      for (const value of template.includes(':') ? values : values.slice(0, 3)) {
        const path = `${template.replace(/:\w+/g, value)}?q=${value}&limit=${value}`;
        if (method === 'DELETE' && !template.includes(':')) continue;
        const answer = await ask(w.world.url, {
          method: method ?? 'GET',
          path,
          headers: { ...headers, cookie },
          ...(body === undefined ? {} : { body }),
        });
        const what = `${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`;
        assert.ok(answer.status < 500, what);
        if (answer.status >= 400) assert.doesNotMatch(answer.text, secrets, what);
      }
    }
  });
});

describe('cookies', () => {
  test('are for this server alone, out of reach of scripts, and travel by TLS only where there is TLS', async () => {
    await using secure = await startWorld({ settings: { publicUrl: 'https://cloud.example' } });
    const local =
      new URL(secure.url).protocol === 'https:'
        ? `http://127.0.0.1:${String((secure.landescloud.http.server.address() as { port: number }).port)}`
        : secure.url;
    const sent = { method: 'POST', headers: { 'content-type': 'application/json', origin: 'https://cloud.example' } };
    const signedIn = await ask(local, {
      ...sent,
      path: '/api/v1/session',
      body: JSON.stringify({ login: 'anna', password: secure.person('anna').password }),
    });
    assert.equal(signedIn.status, 200, signedIn.text);
    const options = await ask(local, { ...sent, path: '/api/v1/session/passkey/options', body: '{}' });
    const cookies = [...(signedIn.headers['set-cookie'] ?? []), ...(options.headers['set-cookie'] ?? [])];
    assert.deepEqual(cookies.map((cookie) => cookie.split('=', 1)[0]).sort(), ['lc_device', 'lc_session', 'lc_step']);
    for (const cookie of cookies) {
      const parts = cookie.split('; ').slice(1);
      assert.ok(parts.includes('HttpOnly') && parts.includes('Secure') && parts.includes('SameSite=Lax'), cookie);
      assert.ok(!parts.some((part) => part.startsWith('Domain=')), cookie);
    }
    assert.match(String(signedIn.headers['strict-transport-security']), /max-age=31536000/);
  });
});
