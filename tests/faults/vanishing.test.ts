import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkFiles } from '@landescloud/files';
import { startWorld, type World } from '@landescloud/testing';
import { ask, type Answer, type Ask } from './ask.ts';
import { chosenSeed, random } from './random.ts';
import { vanish, type Vanishing } from './vanish.ts';

const seed = chosenSeed();
const pick = random(seed);
const tries = 16;
const root = '/remote.php/dav/files/anna';
const chunks = '/remote.php/dav/uploads/anna';
let world: World;

function send(request: Ask): Promise<Answer> {
  const { authorization } = world.person('anna');
  return ask(world.url, { ...request, headers: { authorization, ...request.headers } });
}

async function sent(request: Ask): Promise<Answer> {
  const answer = await send(request);
  assert.ok(answer.status < 300, `${request.method} ${request.path}: ${answer.status} ${answer.text}`);
  return answer;
}

function leave(request: Omit<Vanishing, 'after' | 'reset'> & { after?: number }): Promise<void> {
  const { authorization } = world.person('anna');
  const headers = { authorization, ...request.headers };
  return vanish(world.url, { after: pick(20), reset: pick(2) === 0, ...request, headers });
}

/** Nothing is being worked on any more. */
async function settled(): Promise<void> {
  const temporary = join(world.dataDir, 'blobs', 'temporary');
  await sleep(150);
  for (let turns = 0; (await readdir(temporary)).length > 0; turns++) {
    assert.ok(turns < 100, 'something of a broken request was left behind');
    await sleep(50);
  }
}

const sizes = [9_000, 40_000, 300_000, 3_000_000];

function content(): Buffer {
  const body = Buffer.alloc(sizes[pick(sizes.length)] ?? 0, String(pick(2 ** 31)));
  return body;
}

describe(`clients that go away leave the whole or nothing (SEED=${seed})`, () => {
  before(async () => {
    world = await startWorld({ settings: { requestsPerPerson: 0, requestsPerAddress: 0 } });
  });
  after(async () => {
    try {
      const { database, blobs } = world.landescloud;
      const { faults } = await checkFiles(database, blobs, { quick: false });
      assert.deepEqual(faults, []);
    } finally {
      await world?.stop();
    }
  });

  test('in the middle of a new file', async () => {
    for (let n = 0; n < tries; n++) {
      const body = content();
      await leave({ method: 'PUT', path: `${root}/new-${n}`, headers: {}, body, send: pick(body.length) });
    }
    await settled();
    for (let n = 0; n < tries; n++) assert.equal((await send({ path: `${root}/new-${n}` })).status, 404, `new-${n}`);
  });

  test('in the middle of an overwrite', async () => {
    for (let n = 0; n < tries; n++) {
      const [path, old, body] = [`${root}/old-${n}`, content(), content()];
      const { headers } = await sent({ method: 'PUT', path, body: old });
      await leave({ method: 'PUT', path, headers: {}, body, send: pick(body.length) });
      await settled();
      const now = await send({ path });
      assert.ok(now.body.equals(old), `try ${n}: ${now.body.length} bytes instead of ${old.length}`);
      assert.equal(now.headers.etag, headers.etag);
    }
  });

  test('just before the answer', async () => {
    let made = 0;
    for (let n = 0; n < tries * 2; n++) {
      const [path, old, body] = [`${root}/late-${n % 8}`, content(), content()];
      await sent({ method: 'PUT', path, body: old });
      await leave({ method: 'PUT', path, headers: {}, body, after: pick(4) * pick(8) });
      await settled();
      const now = await send({ path });
      if (now.body.equals(body)) made++;
      else assert.ok(now.body.equals(old), `try ${n}: ${now.body.length} bytes, neither the old nor the new`);
    }
    assert.ok(made > 0, 'no request came whole: this proves nothing');
  });

  test('in the middle of a chunk', async () => {
    const folder = `${chunks}/vanishing`;
    await sent({ method: 'MKCOL', path: folder });
    const whole: Buffer[] = [];
    for (let n = 1; n <= tries; n++) {
      const body = content();
      const path = `${folder}/${n}`;
      if (pick(2) === 0) await sent({ method: 'PUT', path, body: content() });
      await leave({ method: 'PUT', path, headers: {}, body, send: pick(body.length) });
      await settled();
      await sent({ method: 'PUT', path, body });
      whole.push(body);
    }
    await sent({ method: 'MOVE', path: `${folder}/.file`, headers: { destination: `${root}/chunked` } });
    assert.ok((await send({ path: `${root}/chunked` })).body.equals(Buffer.concat(whole)));
  });

  test('in the middle of a tus PATCH, whose beginning is kept', async () => {
    const tus = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' };
    let kept = 0;
    for (let n = 0; n < tries; n++) {
      const body = content();
      const metadata = `filename ${Buffer.from(`tus-${n}`).toString('base64')}`;
      const create = { 'tus-resumable': '1.0.0', 'upload-length': String(body.length), 'upload-metadata': metadata };
      const created = await sent({ method: 'POST', path: '/api/v1/uploads', headers: create });
      const path = created.headers.location ?? '';
      const part = pick(body.length);
      await leave({ method: 'PATCH', path, headers: { ...tus, 'upload-offset': '0' }, body, send: part });
      await settled();
      const offset = Number((await sent({ method: 'HEAD', path, headers: tus })).headers['upload-offset']);
      assert.ok(offset <= part, `${offset} bytes of ${part}`);
      if (offset > 0) kept++;
      assert.equal((await send({ path: `${root}/tus-${n}` })).status, 404);
      const rest = body.subarray(offset);
      await sent({ method: 'PATCH', path, headers: { ...tus, 'upload-offset': String(offset) }, body: rest });
      assert.ok((await send({ path: `${root}/tus-${n}` })).body.equals(body), `try ${n}, from ${offset} of ${part}`);
    }
    assert.ok(kept > tries / 4, `only ${kept} of ${tries} beginnings were kept`);
  });

  test('in the middle of a MOVE or COPY of a folder', async () => {
    const { nodes, contents } = world.landescloud.files;
    const { actor } = world.person('anna');
    const files = 120;
    const home = await nodes.get(actor, { path: [] });
    const folder = await nodes.ensureFolders(actor, home.id, ['tree-0', 'inner']);
    for (let n = 0; n < files; n++) {
      const source = (async function* () {
        yield Buffer.from(`file ${n}`);
      })();
      const place = { parentId: folder.id, name: `f${n}` };
      await contents.write(actor, { place, onConflict: 'fail', source, length: null, checksums: [] });
    }
    const filesIn = async (name: string): Promise<number> => {
      const found = await nodes.list(actor, { path: [name, 'inner'] }).catch(() => null);
      return found?.children.length ?? 0;
    };
    let name = 'tree-0';
    let done = 0;
    for (let n = 1; n <= tries; n++) {
      const next = `tree-${n}`;
      const method = n % 2 === 0 ? 'COPY' : 'MOVE';
      await leave({
        method,
        path: `${root}/${name}`,
        headers: { destination: `${root}/${next}` },
        after: pick(4) * pick(8),
      });
      await settled();
      const [before, behind] = [await filesIn(name), await filesIn(next)];
      const state = `${method} ${n}: ${before} and ${behind} of ${files}`;
      assert.ok(behind === files || behind === 0, state);
      assert.equal(before, method === 'COPY' || behind === 0 ? files : 0, state);
      if (behind === files) {
        done++;
        name = next;
      }
    }
    assert.ok(done > 0, 'no request came whole: this proves nothing');
  });

  test('a file becomes a folder of the same name, and back', async () => {
    const path = `${root}/changing`;
    const kindOf = async (): Promise<string> => {
      const { text } = await send({ method: 'PROPFIND', path, headers: { depth: '1' } });
      return text.includes('<d:collection/>') ? 'folder' : 'file';
    };
    for (let n = 0; n < tries; n++) {
      await sent({ method: 'PUT', path, body: `file ${n}` });
      assert.equal((await send({ path })).text, `file ${n}`);
      assert.equal(await kindOf(), 'file');
      assert.equal((await send({ method: 'PUT', path: `${path}/inner`, body: 'x' })).status, 409);
      await sent({ method: 'DELETE', path });
      await sent({ method: 'MKCOL', path });
      assert.equal(await kindOf(), 'folder');
      assert.equal((await send({ path })).status, 405);
      assert.equal((await send({ method: 'PUT', path, body: 'x' })).status, 409);
      await sent({ method: 'PUT', path: `${path}/inner`, body: `inner ${n}` });
      assert.equal((await send({ path: `${path}/inner` })).text, `inner ${n}`);
      await sent({ method: 'DELETE', path });
      assert.equal((await send({ path: `${path}/inner` })).status, 404);
      assert.equal((await send({ path })).status, 404);
    }
  });

  test('slow clients hold up nobody, and come to their end', async () => {
    const body = Buffer.from('slowly '.repeat(30));
    const slow = Array.from({ length: 60 }, (_, n) =>
      sent({
        method: 'PUT',
        path: `${root}/slow-${n}`,
        headers: { 'content-length': String(body.length) },
        body: drip(body),
      }),
    );
    const began = performance.now();
    for (let n = 0; n < 20; n++) await sent({ method: 'PUT', path: `${root}/quick`, body: `quick ${n}` });
    const took = performance.now() - began;
    await Promise.all(slow);
    assert.ok(took < 20_000, `20 small files took ${Math.round(took)} ms beside slow clients`);
    for (const n of [0, 30, 59]) assert.ok((await send({ path: `${root}/slow-${n}` })).body.equals(body));
  });

  test('1,000 unfinished uploads, and not one more', async () => {
    const { database, files } = world.landescloud;
    const { actor } = world.person('anna');
    for (let n = 0; n < 970; n++) await files.uploads.create(actor, { kind: 'tus-partial', length: 1, metadata: {} });
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': '1', 'upload-metadata': 'filename eA==' };
    // At once, so that none of them may count before the others.
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => send({ method: 'POST', path: '/api/v1/uploads', headers })),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    assert.ok(refused.length >= 70, `${refused.length} refused`);
    for (const { status, text } of refused) {
      assert.equal(status, 429, text);
      assert.match(text, /files\.too_many_uploads/);
    }
    const folder = await send({ method: 'MKCOL', path: `${chunks}/one-more` });
    assert.equal(folder.status, 429, folder.text);
    const [count] = await database.query<{ unfinished: number }>(
      'select count(*) as unfinished from files.upload where person_id = $1 and node_id is null',
      [actor.personId],
    );
    assert.equal(count?.unfinished, 1_000);
    await sent({ method: 'PUT', path: `${root}/still`, body: 'works' });
  });
});

async function* drip(body: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += 7) {
    yield body.subarray(at, at + 7);
    await sleep(50);
  }
}
