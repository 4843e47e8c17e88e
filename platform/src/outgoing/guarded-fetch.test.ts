import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { AddressRefused, AnswerTooLong, createGuardedFetch } from './guarded-fetch.ts';
import { createNetworkGuard } from './network-guard.ts';

describe('asking a server whose address somebody typed', () => {
  let server: Server;
  let address: string;
  const drips = new Set<NodeJS.Timeout>();
  before(async () => {
    server = createServer((request, response) => {
      if (request.url === '/drip') drips.add(setInterval(() => void response.write('x'), 20));
      else if (request.url === '/long') response.end(Buffer.alloc(2000));
      else if (request.url === '/away') response.writeHead(302, { location: '/' }).end();
      else if (request.url !== '/silent') response.end('here');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    for (const drip of drips) clearInterval(drip);
    server.closeAllConnections();
    server.close();
  });

  const limits = { longestAnswer: 1000, timeoutMs: 250 };
  const ask = createGuardedFetch(createNetworkGuard(['127.0.0.1']), limits);

  it('ends what does not end: silence, drips, lengths', async () => {
    for (const path of ['/silent', '/drip'])
      await assert.rejects(ask(`${address}${path}`, {}), { name: 'TimeoutError' }, path);
    await assert.rejects(ask(`${address}/long`, {}), AnswerTooLong);
    assert.equal(await (await ask(`${address}/`, {})).text(), 'here');
  });

  it('follows no redirect, and connects nowhere else, whatever a name leads to', async () => {
    assert.equal((await ask(`${address}/away`, {})).status, 302);
    const closed = createGuardedFetch(createNetworkGuard([]), limits);
    for (const one of [address, address.replace('127.0.0.1', 'localhost'), 'https://localhost:1/', 'http://9.9.9.9/'])
      await assert.rejects(closed(one, {}), AddressRefused, one);
  });
});
