import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { onUpgrade, registerRaw, stopHttp, type Http } from '@landescloud/platform/http';
import { closed, sendRaw, startTestHttp } from './http-server-for-tests.ts';

const quick = { patience: { headers: 300, body: 300, answer: 300, refused: 300, sweep: 50 } };

/** Routes that read bodies, refuse them unread, or answer slowly. */
function addRoutes(http: Http): void {
  http.post('/json', () => 'read');
  http.get('/slow', async () => {
    await wait(400);
    return 'done';
  });
  http.get('/large', (_request, reply) => reply.send(Buffer.alloc(64 * 1024 * 1024)));
  registerRaw(http, (raw) => {
    raw.put('/read', async (request) => {
      let size = 0;
      for await (const part of request.raw) size += (part as Buffer).length;
      return { size };
    });
    raw.put('/refuse', (_request, reply) => reply.code(507).send({ refused: true }));
    raw.put('/think', async (request) => {
      await wait(900);
      let size = 0;
      for await (const part of request.raw) size += (part as Buffer).length;
      return { size };
    });
  });
}

describe('malformed requests', () => {
  const cases: readonly [string, string, RegExp][] = [
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n', /^HTTP\/1.1 400 /],
    ['a negative Content-Length', 'PUT /read HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', /^HTTP\/1.1 400 /],
    [
      'an overflowing Content-Length',
      'PUT /read HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551617\r\n\r\nx',
      /^HTTP\/1.1 400 /,
    ],
    [
      'a Content-Length that is no number',
      'PUT /read HTTP/1.1\r\nHost: a\r\nContent-Length: 0x10\r\n\r\n',
      /^HTTP\/1.1 400 /,
    ],
    [
      'two different Content-Lengths',
      'PUT /read HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      /^HTTP\/1.1 400 /,
    ],
    [
      'Content-Length and chunks',
      'PUT /read HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1.1 400 /,
    ],
    [
      'an unknown transfer coding',
      'PUT /read HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n',
      /^HTTP\/1.1 400 /,
    ],
    [
      'a broken chunk',
      'PUT /read HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc',
      /^HTTP\/1.1 400 /,
    ],
    ['an unknown method', 'FROBNICATE / HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1.1 400 /],
    ['no Host', 'GET /json HTTP/1.1\r\n\r\n', /^HTTP\/1.1 400 /],
    ['a space before the colon', 'GET /json HTTP/1.1\r\nHost : a\r\n\r\n', /^HTTP\/1.1 400 /],
    ['NUL in a header', 'GET /json HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n', /^HTTP\/1.1 400 /],
    ['a header of 1 MB', `GET /json HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(1024 * 1024)}\r\n\r\n`, /^HTTP\/1.1 431 /],
    ['a flood of headers', `GET /json HTTP/1.1\r\nHost: a\r\n${'a: b\r\n'.repeat(100_000)}\r\n`, /^HTTP\/1.1 431 /],
    ['an address of 1 MB', `GET /${'a'.repeat(1024 * 1024)} HTTP/1.1\r\nHost: a\r\n\r\n`, /^(HTTP\/1.1 431 |$)/],
  ];
  for (const [name, bytes, expected] of cases) {
    it(name, { timeout: 10_000 }, async () => {
      await using server = await startTestHttp(addRoutes, quick);
      const answer = await sendRaw(server.port, bytes);
      assert.match(answer, expected);
      const alive = await fetch(`${server.url}/healthz`);
      assert.equal(alive.status, 200);
    });
  }

  it('are problem+json too', async () => {
    await using server = await startTestHttp(addRoutes, quick);
    const answer = await sendRaw(server.port, 'PUT /read HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n');
    assert.match(answer, /application\/problem\+json/);
    assert.match(answer, /"code":"http.malformed_request"/);
  });
});

describe('slow clients', () => {
  it('that never send headers are sent away', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes, quick);
    assert.match(await sendRaw(server.port, 'GET / HT'), /^HTTP\/1.1 408 /);
    assert.match(await sendRaw(server.port), /^(HTTP\/1.1 408 |$)/);
  });

  it('that drip headers are sent away', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes, quick);
    const socket = connect(server.port, '127.0.0.1');
    const timer = setInterval(() => socket.write('X-A: b\r\n'), 50);
    socket.write('GET /json HTTP/1.1\r\n');
    socket.resume();
    await closed(socket);
    clearInterval(timer);
  });

  it('that stop in a body are sent away', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes, quick);
    const head = (path: string) =>
      `${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":`;
    assert.match(await sendRaw(server.port, head('POST /json')), /^HTTP\/1.1 408 .*http.too_slow/s);
    assert.match(await sendRaw(server.port, head('PUT /read')), /^HTTP\/1.1 408 /);
  });

  it('that drip a body byte by byte are sent away', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes, quick);
    const socket = connect(server.port, '127.0.0.1');
    socket.write('PUT /read HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n');
    const timer = setInterval(() => socket.write('a'), 20);
    socket.resume();
    await closed(socket);
    clearInterval(timer);
  });

  it('that go on may take as long as they like', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes, quick);
    const socket = connect(server.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => (answer += part.toString()));
    socket.write('PUT /read HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 20480\r\n\r\n');
    for (let i = 0; i < 10; i++) {
      await wait(120);
      socket.write(Buffer.alloc(2048));
    }
    await closed(socket);
    assert.match(answer, /"size":20480/);
  });

  it('are not blamed when the server is slow itself', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes, quick);
    const response = await fetch(`${server.url}/think`, { method: 'PUT', body: Buffer.alloc(8 * 1024 * 1024) });
    assert.deepEqual(await response.json(), { size: 8 * 1024 * 1024 });
  });

  it('that never read their answer are sent away', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes, quick);
    const socket = connect(server.port, '127.0.0.1');
    const [accepted] = (await once(server.http.server, 'connection')) as [Socket];
    socket.pause();
    socket.write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n');
    await closed(accepted);
    socket.destroy();
  });

  it('that are refused hear why before they have sent everything', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes, quick);
    const socket = connect(server.port, '127.0.0.1');
    let answer = '';
    let failure: Error | null = null;
    socket.on('data', (part) => (answer += part.toString())).on('error', (error) => (failure = error));
    const body = Buffer.alloc(8 * 1024 * 1024);
    socket.write(`PUT /refuse HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`);
    socket.write(body);
    await closed(socket);
    assert.match(answer, /^HTTP\/1.1 507 /);
    assert.equal(failure, null);
  });

  it('that send on what was refused are cut off', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes, quick);
    const socket = connect(server.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => (answer += part.toString()));
    socket.write(`PUT /refuse HTTP/1.1\r\nHost: a\r\nContent-Length: ${2 ** 40}\r\n\r\n`);
    const timer = setInterval(() => socket.write(Buffer.alloc(65_536)), 10);
    await closed(socket);
    clearInterval(timer);
    assert.match(answer, /^HTTP\/1.1 507 /);
  });
});

describe('Expect: 100-continue', () => {
  it('is answered when the body is read', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes);
    const answer = await sendRaw(
      server.port,
      'PUT /read HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n',
      'abc',
    );
    assert.match(answer, /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 .*"size":3/s);
  });

  it('spares a body that is refused', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes);
    const answer = await sendRaw(
      server.port,
      'PUT /refuse HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n',
    );
    assert.match(answer, /^HTTP\/1.1 507 /);
  });
});

describe('other protocols', () => {
  const upgrade = (path: string, origin: string) =>
    `GET ${path} HTTP/1.1\r\nHost: a.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: ${origin}\r\n\r\n`;

  it('are taken where somebody registered, not from other sites', { timeout: 10_000 }, async () => {
    await using server = await startTestHttp(addRoutes);
    onUpgrade(server.http, '/push', (_request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
    assert.match(await sendRaw(server.port, upgrade('/push?a=b', 'http://a.example')), /^HTTP\/1.1 101 /);
    assert.match(await sendRaw(server.port, upgrade('/push', 'https://evil.example')), /^HTTP\/1.1 403 /);
    assert.match(await sendRaw(server.port, upgrade('/elsewhere', 'http://a.example')), /^HTTP\/1.1 404 /);
  });
});

describe('stopping', () => {
  it('lets running requests end and takes no new ones', { timeout: 10_000 }, async () => {
    const server = await startTestHttp(addRoutes);
    const running = fetch(`${server.url}/slow`);
    await wait(100);
    const stopped = stopHttp(server.http);
    await wait(50);
    await assert.rejects(fetch(`${server.url}/healthz`));
    assert.equal(await (await running).text(), 'done');
    await stopped;
  });

  it('does not wait for idle connections', { timeout: 10_000 }, async () => {
    const server = await startTestHttp(addRoutes);
    await (await fetch(`${server.url}/healthz`)).text();
    const began = performance.now();
    await stopHttp(server.http);
    assert.ok(performance.now() - began < 1000);
  });

  it('cuts what does not end in time', { timeout: 10_000 }, async () => {
    const server = await startTestHttp(addRoutes);
    const closed = sendRaw(server.port, 'PUT /read HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n');
    await wait(100);
    await stopHttp(server.http, 200);
    assert.equal(await closed, '');
  });
});
