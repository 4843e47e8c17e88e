import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startActorWorld, type ActorWorld } from './actors.ts';
import { addresses, type Address } from './addresses.ts';
import { ask, tell } from './ask.ts';
import { davAddresses } from './dav-addresses.ts';

let w: ActorWorld;
before(async () => {
  w = await startActorWorld();
});
after(() => w?.[Symbol.asyncDispose]());

const safe = /^(GET|HEAD|OPTIONS|PROPFIND|REPORT|SEARCH)$/;
const unsafe = (of: readonly Address[]): Address[] => of.filter(({ method }) => !safe.test(method ?? ''));

/** What a page elsewhere makes a browser send. */
const foreign: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: 'https://other.land.example', 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'nonsense' },
];

/** What a form can send without asking first. */
const forms = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'];

const changed = async (): Promise<string> =>
  JSON.stringify(
    await w.world.landescloud.database.query(
      `select (select count(*) from files.node) as nodes, (select sum(hashtext(n::text)::bigint) from files.node n) as changed,
         (select count(*) from auth.session where person_id = $1) as sessions,
         (select count(*) from auth.app_password where person_id = $1) as programs,
         (select string_agg(hash, '' order by person_id) from auth.password) as passwords,
         (select count(*) from directory.person where disabled_at is null) as people`,
      [w.world.person('anna').id],
    ),
  );

describe('a page of another site', () => {
  test('changes nothing at any address, with whatever the browser adds', async () => {
    const before = await changed();
    const { cookie, authorization } = w.credentials('owner');
    // a browser remembers Basic passwords, too, and adds them by itself
    const all = [...unsafe(addresses(w.things)), ...unsafe(davAddresses(w.things, 'anna'))];
    assert.ok(all.length > 90);
    for (const [index, address] of all.entries()) {
      const headers = foreign[index % foreign.length];
      const who: Record<string, string> = index % 2 === 0 ? { cookie } : { authorization };
      for (const type of [undefined, forms[index % forms.length]]) {
        const form: Record<string, string> = type === undefined ? {} : { 'content-type': type };
        const { status, text } = await ask(w.world.url, {
          ...address,
          headers: { ...address.headers, ...who, ...headers, ...form },
        });
        const what = `${address.method} ${address.path} ${JSON.stringify(headers)}: ${status} ${text}`;
        assert.equal(status, 403, what);
        assert.match(text, /auth\.cross_site/, what);
      }
    }
    assert.equal(await changed(), before);
  });

  test('gets past no address by a form of this site that carries no origin', async () => {
    const { cookie } = w.credentials('owner');
    const json = unsafe(addresses(w.things)).filter(({ headers }) => headers?.['content-type'] === 'application/json');
    assert.ok(json.length > 40);
    for (const address of json) {
      for (const type of forms) {
        const { status, text } = await ask(w.world.url, {
          ...address,
          headers: { ...address.headers, cookie, 'content-type': type },
        });
        assert.ok(status >= 400 && status < 500, `${address.path} ${type}: ${status} ${text}`);
      }
    }
  });

  test('reads nothing: no answer lets it, not even when it asks first', async () => {
    const { cookie } = w.credentials('owner');
    for (const address of addresses(w.things).filter(
      ({ method, path }) => method === 'GET' && path !== '/api/v1/events',
    )) {
      const headers = { ...address.headers, cookie, origin: 'https://evil.example' };
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await ask(w.world.url, {
          ...address,
          method,
          headers: { ...headers, 'access-control-request-method': 'PUT' },
        });
        // what clients look for before anybody is signed in, is everybody's
        if (address.path === '/status.php') continue;
        const allowed = Object.keys(answer.headers).filter((name) => name.startsWith('access-control'));
        assert.deepEqual(allowed, [], `${method} ${address.path}`);
      }
    }
  });

  test('opens no socket', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      const heard = await tell(
        w.world.url,
        `GET /push/ws HTTP/1.1\r\nHost: ${new URL(w.world.url).host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: ${origin}\r\n\r\n`,
        1_000,
      );
      assert.match(heard, /^HTTP\/1\.1 403 /, origin);
    }
  });

  test('is led nowhere: no answer redirects beyond this server', async () => {
    const paths = [
      '//evil.example',
      '//evil.example/%2e%2e',
      '/\\evil.example',
      '/login?to=https://evil.example',
      '/.well-known/caldav?to=//evil.example',
      '/%0d%0aLocation:%20https://evil.example',
    ];
    for (const path of paths) {
      for (const host of [new URL(w.world.url).host, 'evil.example']) {
        const { status, headers } = await ask(w.world.url, {
          path,
          headers: { host, accept: 'text/html', 'x-forwarded-host': 'evil.example' },
        });
        const to = headers['location'] ?? '/';
        assert.ok(to.startsWith('/') && !/^\/[/\\]/.test(to), `${path}: ${status} ${to}`);
      }
    }
  });
});
