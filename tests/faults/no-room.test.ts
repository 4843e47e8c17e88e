import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { glob, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startWorldProcess, until, type WorldProcess } from '@landescloud/testing';
import { ask, flood, type Answer, type Ask } from './ask.ts';
import { assertRefused } from './refusal.ts';

const mebibyte = 1024 * 1024;
const root = '/remote.php/dav/files/anna';
const chunks = '/remote.php/dav/uploads/anna/room';
const tus = { 'tus-resumable': '1.0.0' };
const bytes = { ...tus, 'content-type': 'application/offset+octet-stream' };
const env = { LANDESCLOUD_REQUESTS_PER_PERSON: '0', LANDESCLOUD_REQUESTS_PER_ADDRESS: '0' };

function sender(world: WorldProcess, login = 'anna') {
  const { authorization } = world.person(login);
  const send = (request: Ask): Promise<Answer> =>
    ask(world.url, { ...request, headers: { authorization, ...request.headers } });
  return {
    send,
    async sent(request: Ask): Promise<Answer> {
      const answer = await send(request);
      assert.ok(answer.status < 300, `${request.method} ${request.path}: ${answer.status} ${answer.text}`);
      return answer;
    },
    async state(): Promise<string> {
      return (JSON.parse((await send({ path: '/api/v1/nodes/root' })).text) as { etag: string }).etag;
    },
    async refused(why: string, request: Ask): Promise<void> {
      assertRefused({ ...request, why, status: 507 }, await send(request));
    },
  };
}

async function stored(folder: string): Promise<number> {
  let count = 0;
  for await (const entry of glob('**/*', { cwd: folder, withFileTypes: true })) if (entry.isFile()) count++;
  return count;
}

const run = promisify(execFile);

/** A small file system of its own, or why there is none. */
async function mountSmall(folder: string): Promise<string | null> {
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]);
    return null;
  } catch (error) {
    return `no file system can be mounted here: ${(error as Error).message.split('\n', 1)[0]}`;
  }
}

describe('no room', () => {
  test('a full disk', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'landescloud-small-'));
    const reason = await mountSmall(folder);
    if (reason !== null) {
      await rm(folder, { recursive: true });
      t.skip(reason);
      return;
    }
    try {
      const world = await startWorldProcess({ env: { ...env, LANDESCLOUD_BLOBS: `file:${folder}/blobs` } });
      try {
        await fillUp(world, folder);
      } finally {
        await world.stop();
      }
    } finally {
      await run('umount', [folder]);
      await rm(folder, { recursive: true });
    }
  });

  test('a quota that is exceeded in the middle', async () => {
    await using world = await startWorldProcess({ env });
    await exceedQuota(world);
  });

  test('one person’s half-open uploads leave room for others', async () => {
    await using world = await startWorldProcess();
    await beyondTheLimit(world);
  });

  test('no file can be opened any more', async (t) => {
    await using world = await startWorldProcess({ env });
    const reason = await exhaustFiles(world);
    if (reason !== null) t.skip(reason);
  });

  test('thousands of half-open uploads', async () => {
    await using world = await startWorldProcess({ env });
    await halfOpen(world, 2_000);
  });
});

async function fillUp(world: WorldProcess, folder: string): Promise<void> {
  const { send, sent, state, refused } = sender(world);
  const blobs = join(folder, 'blobs');
  await sent({ method: 'PUT', path: `${root}/kept.bin`, body: Buffer.alloc(mebibyte, 'k') });
  await sent({ method: 'MKCOL', path: chunks });
  await sent({ method: 'PUT', path: `${chunks}/1`, body: Buffer.alloc(mebibyte, '1') });
  const length = String(8 * mebibyte);
  const upload = await sent({
    method: 'POST',
    path: '/api/v1/uploads',
    headers: { ...tus, 'upload-length': length, 'upload-metadata': 'filename dHVz' },
  });
  const location = upload.headers.location ?? '';
  await writeFile(join(folder, 'ballast'), Buffer.alloc(18 * mebibyte));

  const untouched = await state();
  const before = await stored(blobs);
  const large = Buffer.alloc(8 * mebibyte, 'x');
  await refused('a new file', { method: 'PUT', path: `${root}/new.bin`, body: large });
  await refused('an overwrite', { method: 'PUT', path: `${root}/kept.bin`, body: large });
  await refused('no length', {
    method: 'PUT',
    path: `${root}/new.bin`,
    body: flood(large.length, large.subarray(0, 65_536)),
  });
  await refused('a chunk', { method: 'PUT', path: `${chunks}/2`, body: large });
  await refused('tus', { method: 'PATCH', path: location, headers: { ...bytes, 'upload-offset': '0' }, body: large });
  assert.equal(await state(), untouched);
  assert.equal(await stored(blobs), before, 'something was left behind');
  assert.ok((await send({ path: `${root}/kept.bin` })).body.equals(Buffer.alloc(mebibyte, 'k')));
  await sent({ method: 'PUT', path: `${root}/small.txt`, body: 'what lies in the database goes on' });

  await rm(join(folder, 'ballast'));
  await sent({ method: 'PUT', path: `${root}/kept.bin`, body: large });
  await sent({ method: 'PUT', path: `${chunks}/2`, body: 'end' });
  await sent({ method: 'MOVE', path: `${chunks}/.file`, headers: { destination: `${root}/chunked.bin` } });
  assert.equal((await send({ path: `${root}/chunked.bin` })).body.length, mebibyte + 3);
  const offset =
    (await sent({ method: 'HEAD', path: location, headers: tus })).headers['upload-offset']?.toString() ?? '';
  const body = large.subarray(Number(offset));
  await sent({ method: 'PATCH', path: location, headers: { ...bytes, 'upload-offset': offset }, body });
  assert.ok((await send({ path: `${root}/tus` })).body.equals(large));
}

async function exceedQuota(world: WorldProcess): Promise<void> {
  const { send, sent, state, refused } = sender(world);
  const quota = 4 * mebibyte;
  await world.withRooms(async ({ files }) => {
    const [space] = await files.spaces.list(world.person('anna').actor);
    await files.spaces.setQuota(world.person('admin').actor, space?.id ?? 0, quota);
  });
  const blobs = join(world.dataDir, 'blobs');
  const piece = Buffer.alloc(65_536, 'x');
  const half = Buffer.alloc(3 * mebibyte, 'h');
  await sent({ method: 'PUT', path: `${root}/kept.bin`, body: piece });
  const [untouched, before] = [await state(), await stored(blobs)];
  // anna may write into a project without a quota too, so what has no destination yet is only refused at its end.
  await refused('announced', { method: 'PUT', path: `${root}/large.bin`, body: Buffer.alloc(quota + 1) });
  await refused('not announced', { method: 'PUT', path: `${root}/large.bin`, body: flood(500 * mebibyte, piece) });
  await refused('an overwrite', { method: 'PUT', path: `${root}/kept.bin`, body: flood(500 * mebibyte, piece) });
  await sent({ method: 'MKCOL', path: chunks });
  for (const n of [1, 2]) await sent({ method: 'PUT', path: `${chunks}/${n}`, body: half });
  await refused('chunks', { method: 'MOVE', path: `${chunks}/.file`, headers: { destination: `${root}/chunked.bin` } });
  await sent({ method: 'DELETE', path: chunks });
  assert.equal(await state(), untouched);
  assert.equal(await stored(blobs), before, 'something was left behind');

  // Two that fit each, but not both: whoever ends last is refused, and may end once there is room.
  const create = async (name: string): Promise<string> => {
    const metadata = `filename ${Buffer.from(name).toString('base64')}`;
    const headers = { ...tus, 'upload-length': String(half.length), 'upload-metadata': metadata };
    return (await sent({ method: 'POST', path: '/api/v1/uploads', headers })).headers.location ?? '';
  };
  const [first, second] = [await create('first.bin'), await create('second.bin')];
  const patch = (path: string): Ask => ({
    method: 'PATCH',
    path,
    headers: { ...bytes, 'upload-offset': '0' },
    body: half,
  });
  await sent(patch(first));
  await refused('the second', patch(second));
  assert.equal((await send({ path: `${root}/second.bin` })).status, 404);
  await sent({ method: 'DELETE', path: `${root}/first.bin` });
  await sent({ method: 'DELETE', path: '/remote.php/dav/trashbin/anna/trash/' });
  await until(async () => (await send({ method: 'HEAD', path: second, headers: tus })).status === 200);
  assert.ok((await send({ path: `${root}/second.bin` })).body.equals(half));
}

function open(world: WorldProcess, count: number, bytes: number): { sockets: Socket[]; answers: string[] } {
  const { hostname, port } = new URL(world.url);
  const { authorization } = world.person('anna');
  const answers: string[] = [];
  const sockets = Array.from({ length: count }, (_, n) => {
    const socket = connect(Number(port), hostname).on('error', () => {});
    socket.on('data', (piece) => answers.push(piece.toString()));
    socket.write(
      `PUT /remote.php/dav/files/anna/half-${n} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Length: 10000000\r\n\r\n${'x'.repeat(bytes)}`,
    );
    return socket;
  });
  return { sockets, answers };
}

async function beyondTheLimit(world: WorldProcess): Promise<void> {
  const bernd = sender(world, 'bernd');
  const { sockets, answers } = open(world, 600, 10);
  await until(async () => answers.length >= 100);
  for (const answer of answers) assert.match(answer, /^HTTP\/1\.1 429 [^]*http\.too_many_bodies/);
  await bernd.sent({ method: 'PUT', path: '/remote.php/dav/files/bernd/beside.txt', body: 'others go on' });
  assert.equal((await sender(world).send({ path: '/api/v1/nodes/root' })).status, 200);
  for (const socket of sockets) socket.destroy();
  const again: Ask = { method: 'PUT', path: `${root}/again.txt`, body: 'after that' };
  await until(async () => (await sender(world).send(again)).status === 201);
  assert.equal(answers.length, 100);
}

async function exhaustFiles(world: WorldProcess): Promise<string | null> {
  try {
    await run('prlimit', ['--pid', String(world.server.pid), '--nofile=160:160']);
  } catch (error) {
    return `the limit of files cannot be set here: ${(error as Error).message.split('\n', 1)[0]}`;
  }
  const { send, sent, state } = sender(world);
  const untouched = await state();
  const { sockets, answers } = open(world, 90, 50_000);
  await until(async () => answers.length > 0);
  await sleep(500);
  for (const answer of answers) assert.match(answer, /^HTTP\/1\.1 503 [^]*<s:exception>/);
  for (const socket of sockets) socket.destroy();
  const again: Ask = { method: 'PUT', path: `${root}/again.bin`, body: Buffer.alloc(100_000) };
  // Until the connections are gone, there may be no file for another one either.
  await until(async () => (await state().catch(() => '')) === untouched);
  await until(async () => (await send(again)).status === 201);
  await sent({ method: 'DELETE', path: `${root}/again.bin` });
  return null;
}

async function halfOpen(world: WorldProcess, count: number): Promise<void> {
  const { sent, state } = sender(world, 'bernd');
  const { hostname, port } = new URL(world.url);
  const head = `PUT /remote.php/dav/files/anna/half-N HTTP/1.1\r\nHost: x\r\nAuthorization: ${world.person('anna').authorization}\r\nContent-Length: 10000000\r\n\r\n`;
  const untouched = await sender(world).state();
  const resident = residentMegabytes(world);
  const sockets: Socket[] = [];
  for (let n = 0; n < count; n += 100) {
    const batch = Array.from({ length: Math.min(100, count - n) }, (_, i) => {
      const socket = connect(Number(port), hostname).on('error', () => {});
      sockets.push(socket);
      return new Promise((resolve) => socket.write(head.replace('N', String(n + i)) + 'x'.repeat(50_000), resolve));
    });
    await Promise.all(batch);
  }
  const temporary = join(world.dataDir, 'blobs', 'temporary');
  await until(async () => (await stored(temporary)) >= count);
  const grown = residentMegabytes(world) - resident;
  const before = await state();
  await sent({ method: 'PUT', path: '/remote.php/dav/files/bernd/beside.txt', body: 'others go on' });
  assert.notEqual(await state(), before);
  for (const socket of sockets) socket.destroy();
  await until(async () => (await stored(temporary)) === 0);
  assert.equal(await sender(world).state(), untouched);
  assert.ok(grown < (count / 1000) * 150, `${count} half-open uploads took ${Math.round(grown)} MB`);
}

function residentMegabytes(world: WorldProcess): number {
  const status = readFileSync(`/proc/${world.server.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1]) / 1024;
}
