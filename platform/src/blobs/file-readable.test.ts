import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { FileReadable } from './file-readable.ts';

describe('FileReadable', () => {
  const body = randomBytes(3_000_000);
  let folder: string;
  let path: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'landescloud-readable-'));
    path = join(folder, 'file');
    await writeFile(path, body);
  });
  after(() => rm(folder, { recursive: true }));

  async function serve<T>(handler: RequestListener, work: (port: number) => Promise<T>): Promise<T> {
    const server = createServer(handler).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      return await work((server.address() as { port: number }).port);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }
  const ask = (port: number): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => void get({ port, host: '127.0.0.1' }, resolve).on('error', reject));

  it('sends each byte once, to many readers of different speed', async () => {
    await serve(
      (_request, response) => new FileReadable(path, 10, body.length - 11).pipe(response),
      async (port) => {
        const expected = createHash('sha256').update(body.subarray(10, -10)).digest('hex');
        const read = async (pause: number): Promise<void> => {
          const hash = createHash('sha256');
          for await (const piece of await ask(port)) {
            hash.update(piece as Buffer);
            if (pause > 0) await delay(pause);
          }
          assert.equal(hash.digest('hex'), expected);
        };
        await Promise.all([0, 0, 1, 0, 2, 0, 1, 0].map(read));
      },
    );
  });

  it('ends itself when the reader goes away', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    await serve(
      (_request, response) => {
        const stream = new FileReadable(path, 0, body.length - 1);
        stream.once('close', resolve);
        response.once('close', () => stream.destroy());
        stream.pipe(response);
      },
      async (port) => {
        (await ask(port)).destroy();
        await closed;
      },
    );
  });

  it('emits end and close after the last byte', async () => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    await serve(
      (_request, response) => {
        const stream = new FileReadable(path, 0, 5);
        stream.once('close', () => (stream.readableEnded ? resolve() : undefined));
        stream.pipe(response);
      },
      async (port) => {
        assert.deepEqual(Buffer.concat(await (await ask(port)).toArray()), body.subarray(0, 6));
        await ended;
      },
    );
  });

  it('stops where a file became shorter', async () => {
    const short = join(folder, 'short');
    await writeFile(short, body);
    await truncate(short, 1000);
    assert.equal(Buffer.concat(await new FileReadable(short, 0, 9999).toArray()).length, 1000);
  });
});
