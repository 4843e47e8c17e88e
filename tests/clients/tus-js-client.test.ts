import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startWorldProcess, type WorldProcess } from '@landescloud/testing';
import { Upload } from 'tus-js-client';

const MIB = 2 ** 20;
const size = 160 * MIB + 12_345;

let world: WorldProcess;
let folder: string;
let file: string;
let sum: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landescloud-tus-'));
  file = join(folder, 'groß.bin');
  const body = randomBytes(size);
  sum = createHash('sha256').update(body).digest('hex');
  await writeFile(file, body);
  // The same address after the restart: clients go on where they were.
  world = await startWorldProcess({ env: { LANDESCLOUD_PORT: String(await freePort()) } });
});

after(async () => {
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

for (const parallelUploads of [1, 4]) {
  test(`tus-js-client, ${parallelUploads} at once: the server is killed in the middle and started again`, async () => {
    const { login, authorization } = world.person('anna');
    const filename = `groß ${parallelUploads}.bin`;
    const root = await fetch(`${world.url}/api/v1/nodes/root`, { headers: { authorization } });
    const { id: parentId } = (await root.json()) as { id: number };
    let restart: Promise<unknown> | null = null;
    let failures = 0;
    await new Promise<void>((resolve, reject) => {
      const upload = new Upload(createReadStream(file), {
        endpoint: `${world.url}/api/v1/uploads`,
        headers: { authorization },
        metadata: { filename, parentId: String(parentId) },
        ...(parallelUploads === 1 ? { uploadSize: size } : { parallelUploads }),
        chunkSize: 8 * MIB,
        retryDelays: Array.from({ length: 40 }, () => 500),
        onShouldRetry: () => {
          failures++;
          return true;
        },
        onProgress: (sent) => {
          if (restart !== null || sent < size / 3) return;
          world.server.kill('SIGKILL');
          restart = world.restart();
        },
        onSuccess: () => resolve(),
        onError: reject,
      });
      upload.start();
    });
    assert.ok(restart !== null && failures > 0, 'the server was not killed in the middle');
    const answer = await fetch(`${world.url}/remote.php/dav/files/${login}/${encodeURIComponent(filename)}`, {
      headers: { authorization },
    });
    assert.equal(answer.status, 200);
    const hash = createHash('sha256');
    for await (const piece of answer.body ?? []) hash.update(piece as Uint8Array);
    assert.equal(hash.digest('hex'), sum);
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
