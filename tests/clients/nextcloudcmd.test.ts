import assert from 'node:assert/strict';
import { appendFile, mkdir, readdir, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import type { PersonActor } from '@landescloud/kernel';
import { clientWorld, type ClientPerson, type ClientWorld } from './client-world.ts';
import { fingerprint, makeLargeFile, makeTree } from './trees.ts';

let world: ClientWorld;
before(async () => {
  world = await clientWorld();
});
after(() => world[Symbol.asyncDispose]());

const many = Number(process.env['LANDESCLOUD_TEST_SYNC_FILES'] ?? 2000);
const largeBytes = Number(process.env['LANDESCLOUD_TEST_SYNC_BYTES'] ?? 400_000_000);

/** Else the client doubles its chunks until one holds the whole file. */
const chunks = { OWNCLOUD_CHUNK_SIZE: '10000000', OWNCLOUD_MAX_CHUNK_SIZE: '50000000' };

interface Device {
  readonly folder: string;
  readonly actor: PersonActor;
  /** Syncs and answers what the client sent that moved anything. */
  sync(signal?: AbortSignal, mayComplain?: boolean): Promise<string[]>;
}

/** Two devices of one person, each with a folder of its own. */
async function devices(login: string): Promise<[Device, Device]> {
  const person = await world.addPerson(login);
  return [await device(person, 'a'), await device(person, 'b')];
}

async function device(person: ClientPerson, name: string): Promise<Device> {
  const folder = join(world.folder, `${person.login}-${name}`);
  await mkdir(folder);
  return {
    folder,
    actor: person.actor,
    async sync(signal, mayComplain = false) {
      world.takeRequests();
      const args = ['--non-interactive', '--trust', '-h', '-u', person.login, '-p', person.password, folder, world.url];
      const { code, output } = await world.run('nextcloudcmd', args, {
        env: chunks,
        ...(signal === undefined ? {} : { signal }),
      });
      if (signal === undefined && !mayComplain) assert.equal(code, 0, output.slice(-4000));
      return world
        .takeRequests()
        .filter((request) => /^(PUT|GET|POST|MKCOL|MOVE|DELETE|COPY) \/remote\.php/.test(request));
    },
  };
}

/** How many of each method: what a first run sent says why a second one had something left to do. */
function counted(requests: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const request of requests) {
    const method = request.slice(0, request.indexOf(' '));
    counts[method] = (counts[method] ?? 0) + 1;
  }
  return counts;
}

async function assertSame(a: Device, b: Device): Promise<Map<string, string>> {
  const print = await fingerprint(a.folder);
  assert.deepEqual(await fingerprint(b.folder), print);
  return print;
}

test(`nextcloudcmd: ${many} files both ways, then changes, deletions and renames on both sides`, async () => {
  const [a, b] = await devices('sync');
  await makeTree(a.folder, many);
  const firstRuns = [counted(await a.sync()), counted(await b.sync())];
  await assertSame(a, b);
  for (const device of [a, b]) {
    const again = await device.sync();
    assert.deepEqual(
      again.slice(0, 5),
      [],
      `a second run transfers nothing, but ${JSON.stringify({ firstRuns, again: counted(again) })}`,
    );
  }

  const first = 'Bereich 0/Ämter & Städte 0';
  const second = 'Bereich 0/Ämter & Städte 50';
  await appendFile(join(a.folder, first, 'Datei 0.txt'), 'hier geändert\n');
  await rm(join(a.folder, first, 'Datei 1.txt'));
  await rename(join(a.folder, first, 'Datei 2.txt'), join(a.folder, 'Bereich 0', 'umbenannt.txt'));
  await mkdir(join(a.folder, 'Neu', 'leer'), { recursive: true });
  await appendFile(join(b.folder, second, 'Datei 50.txt'), 'dort geändert\n');
  await rm(join(b.folder, 'Bereich 0/Ämter & Städte 100'), { recursive: true });
  await rename(join(b.folder, second), join(b.folder, 'Bereich 0', 'verschobener Ordner'));
  const sent = await a.sync();
  assert.ok(
    sent.some((request) => request.startsWith('MOVE')),
    'a rename is sent as such',
  );
  const moved = await b.sync();
  const transfers = moved.filter((request) => /^(PUT|GET|POST)/.test(request));
  assert.ok(transfers.length <= 4, `only what changed is transferred:\n${transfers.join('\n')}`);
  await a.sync();
  const print = await assertSame(a, b);
  assert.ok(print.has('Bereich 0/umbenannt.txt'));
  assert.ok(print.has('Bereich 0/verschobener Ordner/Datei 50.txt'));
  assert.ok(print.has('Neu/leer/'));
  assert.ok(!print.has('Bereich 0/Ämter & Städte 100/'));
});

test('nextcloudcmd: of a conflict both are kept', async () => {
  const [a, b] = await devices('conflict');
  await writeFile(join(a.folder, 'Vermerk.txt'), 'gemeinsam\n');
  await a.sync();
  await b.sync();
  await writeFile(join(a.folder, 'Vermerk.txt'), 'von hier\n');
  await writeFile(join(b.folder, 'Vermerk.txt'), 'von dort, länger\n');
  const later = new Date(Date.now() - 1000);
  await utimes(join(b.folder, 'Vermerk.txt'), later, later);
  await a.sync();
  await b.sync();
  const names = await readdir(b.folder);
  const conflict = names.find((name) => name.includes('conflicted copy'));
  assert.ok(conflict !== undefined, names.join(', '));
  const kept = await fingerprint(b.folder);
  assert.notEqual(kept.get(conflict), kept.get('Vermerk.txt'));
  assert.equal((await fingerprint(a.folder)).get('Vermerk.txt'), kept.get('Vermerk.txt'));
});

test(`nextcloudcmd: a file of ${largeBytes} bytes in chunks, interrupted and resumed`, async () => {
  const [a, b] = await devices('large');
  await makeLargeFile(join(a.folder, 'Film.bin'), largeBytes);
  const old = new Date(Date.now() - 60_000);
  await utimes(join(a.folder, 'Film.bin'), old, old);

  const abort = new AbortController();
  let seen = 0;
  const watch = (request: { method?: string; url?: string }): void => {
    if (request.method === 'PUT' && request.url?.includes('/uploads/') === true && ++seen === 2) abort.abort();
  };
  world.server.http.server.on('request', watch);
  await a.sync(abort.signal);
  world.server.http.server.off('request', watch);
  assert.ok(seen >= 2, 'it was under way');

  const sent = await a.sync();
  assert.ok(
    !sent.some((request) => request.startsWith('MKCOL /remote.php/dav/uploads/')),
    `it goes on with the upload that was begun:\n${sent.join('\n')}`,
  );
  assert.equal(sent.filter((request) => request.startsWith('MOVE')).length, 1);
  await b.sync();
  await assertSame(a, b);
  assert.deepEqual(await a.sync(), []);

  await truncate(join(a.folder, 'Film.bin'), 1000);
  await a.sync();
  await b.sync();
  await assertSame(a, b);
});

// The client passes over names above 254 bytes, and its temporary files need 12 more where letters have several.
const oddNames = [
  'Ä Ö Ü ß \u00e9 composed.txt',
  'decomposed e\u0301 u\u0308.txt',
  'e\u0301.txt',
  '\u00e9.txt',
  '🏛️ Behörde 👩🏽‍💻.txt',
  `${'lang'.repeat(62)}ab.txt`,
  'ü'.repeat(121),
  'CON',
  'aux.txt',
  'NUL.tar.gz',
  'a:b?c*d"e<f>g|h.txt',
  'back\\slash.txt',
  'Bericht.txt',
  'bericht.txt',
  'BERICHT.TXT',
  'percent %41%2F.txt',
  'plus+and&amp;hash#question?.txt',
  'quote\'and"double.txt',
  '.hidden file',
  'ends with dot.',
  '\u202eright to left.txt',
  'Ω≈ç√∫˜µ≤.txt',
  '\u{2070e}\u{20731}.txt',
  '-rf',
  'semi;colon,comma.txt',
];

test('nextcloudcmd: odd names come through on both sides', async () => {
  const [a, b] = await devices('names');
  for (const [index, name] of oddNames.entries()) {
    await writeFile(join(a.folder, name), `Inhalt ${index}\n`);
    await mkdir(join(a.folder, 'Ordner', name.slice(0, 60)), { recursive: true });
    await writeFile(join(a.folder, 'Ordner', name.slice(0, 60), 'x.txt'), `Inhalt ${index}\n`);
  }
  const longest = `${'x'.repeat(251)}.txt`;
  const before = await fingerprint(a.folder);
  await a.sync();
  await world.server.files.contents.write(a.actor, {
    place: { path: [longest] },
    onConflict: 'fail',
    source: Readable.from([Buffer.from('255')]),
    length: 3,
    checksums: [],
  });
  await b.sync();
  await a.sync();
  await world.server.files.nodes.get(a.actor, { path: [longest] });
  const there = await fingerprint(b.folder);
  const lost = [...before.keys()].filter((path) => !there.has(path));
  assert.deepEqual(lost, [], 'no file is lost');
  assert.deepEqual(await fingerprint(a.folder), before, 'nothing was renamed');
  assert.deepEqual(await a.sync(), [], 'a second run transfers nothing');
  assert.deepEqual(await b.sync(), [], 'a second run transfers nothing');
});

test('nextcloudcmd: a project space is a folder of all its members, and stays where it is', async () => {
  const [anna, bernd, clara] = await Promise.all(
    ['p-anna', 'p-bernd', 'p-clara'].map((login) => world.addPerson(login)),
  );
  if (anna === undefined || bernd === undefined || clara === undefined) throw new Error('nobody there');
  const { spaces } = world.server.files;
  const admin = { ...anna.actor, role: 'platform-administrator' } as const;
  const space = await spaces.createProject(admin, { name: 'Haushalt' });
  await spaces.setMember(admin, space.id, bernd.login, 'editor');
  await spaces.setMember(admin, space.id, clara.login, 'viewer');
  const [a, b, c] = [await device(anna, 'x'), await device(bernd, 'x'), await device(clara, 'x')];
  await a.sync();
  await writeFile(join(a.folder, 'Haushalt', 'Plan.txt'), 'von Anna');
  await mkdir(join(a.folder, 'Haushalt', 'Kapitel 1'));
  await a.sync();
  await b.sync();
  await c.sync();
  assert.ok((await fingerprint(b.folder)).has('Haushalt/Plan.txt'));
  assert.ok((await fingerprint(c.folder)).has('Haushalt/Plan.txt'));
  await writeFile(join(b.folder, 'Haushalt', 'Kapitel 1', 'Zahlen.txt'), 'von Bernd');
  await b.sync();
  await a.sync();
  assert.ok((await fingerprint(a.folder)).has('Haushalt/Kapitel 1/Zahlen.txt'));

  // Who only reads gets back what was changed here, and nothing of it goes out.
  await rm(join(c.folder, 'Haushalt', 'Plan.txt'));
  await c.sync(undefined, true);
  await c.sync(undefined, true);
  assert.ok((await fingerprint(c.folder)).has('Haushalt/Plan.txt'));
  await rm(join(b.folder, 'Haushalt'), { recursive: true });
  await b.sync(undefined, true);
  await b.sync(undefined, true);
  assert.ok((await fingerprint(b.folder)).has('Haushalt/Plan.txt'));
  assert.ok((await fingerprint(b.folder)).has('Haushalt/Kapitel 1/Zahlen.txt'));
  await a.sync();
  assert.ok((await fingerprint(a.folder)).has('Haushalt/Plan.txt'));
});
