import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError, type PersonActor } from '@landescloud/kernel';
import { registerRaw, requireActor, statusOfKind, type Http } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { startTestHttp } from './http-server-for-tests.ts';

const anna = { kind: 'person', personId: 1, login: 'anna' } as PersonActor;

function addRoutes(http: Http): void {
  http.get('/fail/:kind', (request) => {
    const { kind } = request.params as { kind: keyof typeof statusOfKind };
    throw new DomainError(kind, 'test.failed', 'It failed.', { why: 'test' });
  });
  http.get('/bug', async () => {
    throw new Error('SELECT secret FROM drawer');
  });
  http.get('/half', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-length': '10' });
    reply.raw.write('half');
    setImmediate(() => reply.raw.destroy());
  });
  http.get('/me', (request) => requireActor(request).login);
  http.post(
    '/name',
    { schema: { body: Type.Object({ name: Type.String({ maxLength: 3 }) }) } },
    (request) => request.body,
  );
  http.get(
    '/page',
    { schema: { querystring: Type.Object({ offset: Type.Integer({ minimum: 0, default: 0 }) }) } },
    (request) => request.query,
  );
  http.delete('/thing', () => 'gone');
  http.get('/few', { config: { perAddressAndMinute: 3 } }, () => 'ok');
  registerRaw(http, (raw) => {
    raw.route({
      method: [
        'PUT',
        'POST',
        'PROPFIND',
        'MKCOL',
        'REPORT',
        'LOCK',
        'COPY',
        'MOVE',
        'SEARCH',
        'UNLOCK',
        'PROPPATCH',
        'DELETE',
      ],
      url: '/raw/*',
      handler: async (request) => {
        let size = 0;
        for await (const part of request.raw) size += (part as Buffer).length;
        return { method: request.method, size };
      },
    });
  });
}

describe('answers of the HTTP server', () => {
  it('map every kind of error to its status, as problem+json', async () => {
    await using server = await startTestHttp(addRoutes);
    for (const [kind, status] of Object.entries(statusOfKind)) {
      const response = await fetch(`${server.url}/fail/${kind}`);
      assert.equal(response.status, status);
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
      assert.deepEqual(await response.json(), {
        type: 'urn:landescloud:error:test.failed',
        status,
        code: 'test.failed',
        title: 'It failed.',
        details: { why: 'test' },
      });
    }
  });

  it('say nothing about unexpected errors but where to look', async () => {
    await using server = await startTestHttp(addRoutes);
    const response = await fetch(`${server.url}/bug`);
    const text = await response.text();
    assert.equal(response.status, 500);
    assert.ok(!text.includes('secret'));
    const { occurrence } = JSON.parse(text) as { occurrence: string };
    assert.ok(server.lines.some((line) => line.includes(occurrence) && line.includes('SELECT secret')));
  });

  it('carry strict security headers everywhere', async () => {
    await using server = await startTestHttp(addRoutes);
    for (const path of ['/few', '/bug', '/nowhere', '/healthz', '/fail/NotFound', '/%zz']) {
      const { headers } = await fetch(server.url + path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; frame-ancestors 'none'/, path);
      assert.equal(headers.get('referrer-policy'), 'same-origin', path);
      assert.equal(headers.get('x-powered-by'), null, path);
      assert.equal(headers.get('strict-transport-security'), null, path);
    }
  });

  it('ask for TLS only where the public address has it', async () => {
    await using server = await startTestHttp(addRoutes, {
      settings: { publicUrl: 'https://cloud.example.org' } as never,
    });
    const { headers } = await fetch(`${server.url}/few`);
    assert.match(headers.get('strict-transport-security') ?? '', /max-age/);
  });

  it('name unknown addresses and malformed ones', async () => {
    await using server = await startTestHttp(addRoutes);
    const cases = {
      '/nowhere': [404, 'http.no_such_address'],
      '/%zz': [400, 'http.invalid_address'],
      '/few/%c0%ae': [400, 'http.invalid_address'],
    };
    for (const [path, [status, code]] of Object.entries(cases)) {
      const response = await fetch(server.url + path);
      assert.equal(response.status, status, path);
      assert.equal(((await response.json()) as { code: string }).code, code, path);
    }
    const long = await fetch(`${server.url}/fail/${'a'.repeat(1100)}`);
    assert.equal(long.status, 414);
  });

  it('refuse input that is not what the schema says', async () => {
    await using server = await startTestHttp(addRoutes);
    const post = async (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => {
      const response = await fetch(`${server.url}/name`, { method: 'POST', body, headers: { 'content-type': type } });
      return [response.status, ((await response.json()) as { code?: string }).code];
    };
    assert.deepEqual(await post('{"name":"abc"}'), [200, undefined]);
    assert.deepEqual(await post('{"name":"abcd"}'), [400, 'http.invalid_input']);
    assert.deepEqual(await post('{"name":5}'), [400, 'http.invalid_input']);
    assert.deepEqual(await post('null'), [400, 'http.invalid_input']);
    assert.deepEqual(await post(''), [400, 'http.invalid_json']);
    assert.deepEqual(await post('{"name"'), [400, 'http.invalid_json']);
    assert.deepEqual(await post('{"__proto__":{"x":1},"name":"a"}'), [400, 'http.invalid_json']);
    assert.deepEqual(await post('['.repeat(500_000)), [400, 'http.invalid_json']);
    assert.deepEqual(await post('<x/>', 'application/xml'), [415, 'http.unsupported_media_type']);
    assert.deepEqual(await post('x', 'nonsense'), [415, 'http.unsupported_media_type']);
    assert.deepEqual(await post(JSON.stringify({ name: 'x'.repeat(1024 * 1024) })), [413, 'http.body_too_large']);
    assert.deepEqual(await (await fetch(`${server.url}/page?offset=7`)).json(), { offset: 7 });
    assert.deepEqual(await (await fetch(`${server.url}/page`)).json(), { offset: 0 });
    for (const query of ['offset=-1', 'offset=x', 'offset=1e999', 'offset=1&offset=2']) {
      assert.equal((await fetch(`${server.url}/page?${query}`)).status, 400, query);
    }
  });

  it('leave bodies of raw routes alone, whatever their type', async () => {
    await using server = await startTestHttp(addRoutes);
    const body = Buffer.alloc(3 * 1024 * 1024, 'x');
    for (const type of ['application/json', 'application/xml', 'nonsense', '']) {
      for (const method of ['PUT', 'PROPFIND', 'MKCOL', 'LOCK', 'DELETE']) {
        const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
        const response = await fetch(`${server.url}/raw/a`, { method, body, headers });
        assert.deepEqual(await response.json(), { method, size: body.length }, `${method} ${type}`);
      }
    }
  });

  it('want somebody signed in where a route says so', async () => {
    await using server = await startTestHttp(addRoutes);
    const response = await fetch(`${server.url}/me`);
    assert.equal(response.status, 401);
    assert.equal(((await response.json()) as { code: string }).code, 'auth.not_signed_in');
  });

  it('refuse unsafe requests that another site made a browser send', async () => {
    await using server = await startTestHttp(addRoutes);
    const status = async (headers: Record<string, string>, method = 'DELETE') =>
      (await fetch(server.url + (method === 'GET' ? '/few' : '/thing'), { method, headers })).status;
    assert.equal(await status({}), 200);
    assert.equal(await status({ 'sec-fetch-site': 'same-origin', origin: 'http://whatever' }), 200);
    assert.equal(await status({ origin: server.url }), 200);
    assert.equal(await status({ 'sec-fetch-site': 'cross-site' }), 403);
    assert.equal(await status({ 'sec-fetch-site': 'same-site' }), 403);
    assert.equal(await status({ origin: 'https://evil.example' }), 403);
    assert.equal(await status({ origin: 'null' }), 403);
    assert.equal(await status({ origin: 'https://evil.example' }, 'GET'), 200);
  });

  it('limit addresses that fail to sign in, single routes and people who run wild', async () => {
    await using server = await startTestHttp(
      (http) => {
        http.addHook('onRequest', (request, _reply, done) => {
          if (request.headers.cookie !== undefined) request.actor = anna;
          done();
        });
        addRoutes(http);
      },
      { settings: { requestsPerAddress: 1 } as never },
    );
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await fetch(`${server.url}/me`)).status);
    assert.deepEqual(statuses, [...Array<number>(10).fill(401), 429, 429]);
    // colleagues at the same address, who are signed in, do not wait
    assert.equal((await fetch(`${server.url}/me`, { headers: { cookie: 'x=y' } })).status, 200);

    await using second = await startTestHttp(
      (http) => {
        http.addHook('onRequest', (request, _reply, done) => {
          request.actor = anna;
          done();
        });
        addRoutes(http);
      },
      { settings: { requestsPerPerson: 1 } as never },
    );
    const few: number[] = [];
    for (let i = 0; i < 4; i++) few.push((await fetch(`${second.url}/few`)).status);
    assert.deepEqual(few, [200, 200, 200, 429]);
    let last: Response | undefined;
    for (let i = 0; i < 10; i++) last = await fetch(`${second.url}/me`);
    assert.equal(last?.status, 429);
    assert.ok(Number(last?.headers.get('retry-after')) >= 1);
  });
});

describe('health and metrics', () => {
  it('tell alive from ready', async () => {
    let databaseIsThere = true;
    const check = async () => {
      if (!databaseIsThere) throw new Error('away');
    };
    await using server = await startTestHttp(addRoutes, { checks: [{ name: 'database', check }] });
    assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
    databaseIsThere = false;
    const response = await fetch(`${server.url}/readyz`);
    assert.equal(response.status, 503);
    assert.deepEqual(await response.json(), { status: 'not ready', missing: ['database'] });
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  });

  it('call a check that hangs not ready', async () => {
    await using server = await startTestHttp(addRoutes, {
      checks: [{ name: 'database', check: () => new Promise(() => {}) }],
    });
    assert.equal((await fetch(`${server.url}/readyz`)).status, 503);
  });

  it('count requests by route, never by address', async () => {
    await using server = await startTestHttp(addRoutes);
    await fetch(`${server.url}/fail/NotFound?name=geheim`);
    await fetch(`${server.url}/fail/NotFound`);
    const text = await (await fetch(`${server.url}/metrics`)).text();
    assert.match(
      text,
      /landescloud_http_request_duration_seconds_count\{method="GET",route="\/fail\/:kind",status="404"\} 2/,
    );
    assert.match(text, /landescloud_process_cpu_seconds_total/);
    assert.ok(!text.includes('geheim'));
  });

  it('describe the API as OpenAPI 3.1, without what is not part of it', async () => {
    await using server = await startTestHttp((http) => {
      addRoutes(http);
      const schema = {
        body: Type.Object({ name: Type.String() }),
        response: { 200: Type.Object({ id: Type.Integer() }) },
      };
      http.post('/api/v1/things', { schema }, () => ({ id: 1 }));
    });
    const document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as {
      openapi: string;
      paths: object;
    };
    assert.equal(document.openapi, '3.1.0');
    assert.deepEqual(Object.keys(document.paths), ['/api/v1/things']);
  });

  it('log nothing that is personal', async () => {
    await using server = await startTestHttp(addRoutes, { settings: { logRequests: true } as never });
    await fetch(`${server.url}/raw/Geheim/Akte.odt?q=geheim`, {
      method: 'PUT',
      body: 'geheim',
      headers: { authorization: 'Basic geheim' },
    });
    await fetch(`${server.url}/bug?q=geheim`);
    assert.ok(server.lines.some((line) => line.includes('/raw/*')));
    assert.ok(!server.lines.join('').toLowerCase().includes('geheim'));
  });
});
