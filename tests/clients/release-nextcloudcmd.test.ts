import assert from 'node:assert/strict';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { until } from '@landescloud/testing';
import { type Clamd, eicar, startClamd } from '@landescloud/testing/clamd';
import { clientWorld, type ClientPerson, type ClientWorld } from './client-world.ts';

let world: ClientWorld;
let clamd: Clamd;
let ahead = 0;
before(async () => {
  clamd = await startClamd();
  world = await clientWorld({ settings: { clamd: clamd.address }, clock: { now: () => Date.now() + ahead } });
});
after(async () => {
  await world[Symbol.asyncDispose]();
  await clamd[Symbol.asyncDispose]();
});

async function sync(
  { login, password }: ClientPerson,
  folder: string,
): Promise<{ transfers: string[]; output: string }> {
  world.takeRequests();
  const args = ['--non-interactive', '--trust', '-h', '-u', login, '-p', password, folder, world.url];
  const { output } = await world.run('nextcloudcmd', args);
  const transfers = world
    .takeRequests()
    .filter((request) => /^(PUT|POST|GET|DELETE|MOVE) \/remote\.php\/dav/.test(request));
  return { transfers, output };
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

test('nextcloudcmd goes on past files that wait or are infected: nothing is deleted, nothing is asked for in a loop', async () => {
  const person = await world.addPerson('pruefling');
  const { files, directory } = world.server;
  const [a, b] = [join(world.folder, 'a'), join(world.folder, 'b')];
  for (const folder of [a, b]) await mkdir(folder);
  await writeFile(join(a, 'alt.txt'), 'vor der Regel');
  await sync(person, a);
  const [top] = await directory.organisations.list(systemActor('test'));
  await directory.organisations.setRule(systemActor('test'), top?.key ?? '', 'release.check', 'all');
  await clamd.kill();
  const state = async (name: string) => (await files.nodes.get(person.actor, { path: [name] })).release;

  await writeFile(join(a, 'brief.txt'), 'Guten Tag');
  await writeFile(join(a, 'rechnung.txt'), eicar);
  assert.notEqual((await sync(person, a)).transfers.length, 0);
  assert.equal(await state('brief.txt'), 'waiting');
  assert.deepEqual((await sync(person, a)).transfers, [], 'who sent them keeps them and sends nothing again');

  const first = await sync(person, b);
  assert.equal(await readFile(join(b, 'alt.txt'), 'utf8'), 'vor der Regel', 'everything else comes');
  assert.equal(first.transfers.filter((request) => request.includes('brief.txt')).length, 1, first.transfers.join());
  assert.deepEqual((await sync(person, b)).transfers, [], 'refused once, it holds back');
  for (const name of ['brief.txt', 'rechnung.txt']) assert.equal(await isThere(join(b, name)), false);
  assert.equal(await readFile(join(a, 'brief.txt'), 'utf8'), 'Guten Tag');

  // the scanner was away for long: the file has a new etag, so whoever holds back comes again at once
  ahead = 10 * 60_000;
  await clamd.start();
  await until(async () => (await state('brief.txt')) === 'clean' && (await state('rechnung.txt')) === 'infected');
  await sync(person, b);
  assert.equal(await readFile(join(b, 'brief.txt'), 'utf8'), 'Guten Tag');
  assert.equal(await isThere(join(b, 'rechnung.txt')), false);
  await sync(person, a);
  assert.equal(await readFile(join(a, 'brief.txt'), 'utf8'), 'Guten Tag');
  assert.equal(await readFile(join(a, 'rechnung.txt'), 'utf8'), eicar, 'what is on the own disk stays');

  // checked at once: who sent it does not fetch it
  await writeFile(join(a, 'gleich.txt'), 'gleich');
  await sync(person, a);
  await until(async () => (await state('gleich.txt')) === 'clean');
  assert.deepEqual(
    (await sync(person, a)).transfers.filter((request) => request.includes('gleich.txt')),
    [],
  );

  await rm(join(a, 'rechnung.txt'));
  await sync(person, a);
  await assert.rejects(state('rechnung.txt'), 'the infected file is deleted like any other');
});
