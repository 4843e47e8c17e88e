import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFiles } from '@landescloud/files';
import { startWorld } from '@landescloud/testing';
import { ask, type Answer, type Ask } from './ask.ts';

const root = '/remote.php/dav/files/anna';

test('folders two thousand deep in each other', async () => {
  await using world = await startWorld({ settings: { requestsPerPerson: 0 } });
  const { nodes, trash } = world.landescloud.files;
  const { actor, authorization } = world.person('anna');
  const send = (request: Ask): Promise<Answer> =>
    ask(world.url, { ...request, headers: { authorization, ...request.headers } });
  const sent = async (request: Ask): Promise<Answer> => {
    const answer = await send(request);
    assert.ok(answer.status < 300, `${request.method} ${answer.status} ${answer.text.slice(0, 300)}`);
    return answer;
  };
  const relocate = (method: string, from: string, to: string): Promise<Answer> =>
    sent({ method, path: root + from, headers: { destination: root + to } });

  const home = await nodes.get(actor, { path: [] });
  let depth = 250;
  await nodes.ensureFolders(
    actor,
    home.id,
    Array.from({ length: depth }, () => 'a'),
  );
  for (; depth < 2_000; depth *= 2) {
    await relocate('COPY', '/a', '/b');
    await relocate('MOVE', '/b', `${'/a'.repeat(depth)}/a`);
  }
  const deepest = '/a'.repeat(depth);
  await sent({ method: 'PUT', path: `${root}${deepest}/deep.txt`, body: 'deep' });
  assert.equal((await send({ path: `${root}${deepest}/deep.txt` })).text, 'deep');
  assert.match((await sent({ method: 'PROPFIND', path: root + deepest, headers: { depth: '1' } })).text, /deep\.txt/);
  assert.match((await sent({ path: '/api/v1/search?q=deep.txt' })).text, /deep\.txt/);

  const top = await nodes.get(actor, { path: ['a'] });
  const zip = await sent({ path: `/api/v1/nodes/zip?ids=${top.id}` });
  // The directory at its end names every folder and the file once more.
  assert.equal(zip.body.readUInt16LE(zip.body.length - 22 + 10), depth + 1);

  await sent({ method: 'DELETE', path: `${root}/a` });
  const [item] = (await trash.list(actor, { offset: 0, limit: 1 })).items;
  await trash.restore(actor, item?.id ?? 0);
  assert.equal((await send({ path: `${root}${deepest}/deep.txt` })).text, 'deep');
  const { database, blobs } = world.landescloud;
  assert.deepEqual((await checkFiles(database, blobs, { quick: false })).faults, []);
});
