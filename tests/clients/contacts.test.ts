import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readCard, readFields } from '@landescloud/vcard';
import { clientWorld, type ClientPerson, type ClientWorld, type RunResult } from './client-world.ts';

let world: ClientWorld;
before(async () => {
  world = await clientWorld();
});
after(() => world[Symbol.asyncDispose]());

const card = (uid: string, name: string, more = '') =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:${name}\r\nN:${name};;;;\r\n${more}END:VCARD\r\n`;

const ok = (result: RunResult): RunResult => {
  assert.equal(result.code, 0, result.output);
  return result;
};
const books = () => world.server.contacts;

async function names(person: ClientPerson, uri = 'contacts'): Promise<string[]> {
  const book = await books().books.get(person.actor, uri);
  const cards = await books().cards.find(person.actor, book, { data: true });
  return cards.map(({ data }) => readFields(readCard(data ?? '')).name).toSorted();
}

const put = (person: ClientPerson, uid: string, name: string, uri = 'contacts') =>
  books().cards.put(person.actor, { book: uri, uri: `${uid}.vcf` }, Buffer.from(card(uid, name)));

test('vdirsyncer: both ways, deletions, conflicts won by either side, a book that is new on either side, the directory', async () => {
  const person = await world.addPerson('vdir-karten');
  await books().books.list(person.actor);
  await put(person, 'dort', 'Vom Server');
  const folder = join(world.folder, person.login);
  const config = join(folder, 'vdirsyncer.conf');
  await mkdir(join(folder, 'local'), { recursive: true });
  const configure = (winner: string) =>
    writeFile(
      config,
      `[general]
status_path = "${folder}/status"
[pair kontakte]
a = "hier"
b = "dort"
collections = ["from a", "from b"]
conflict_resolution = "${winner}"
metadata = ["displayname"]
[storage hier]
type = "filesystem"
path = "${folder}/local"
fileext = ".vcf"
[storage dort]
type = "carddav"
url = "${world.url}/"
username = "${person.login}"
password = "${person.password}"
`,
    );
  const run = (...args: string[]) => world.run('vdirsyncer', ['-c', config, ...args], { input: 'y\ny\ny\ny\ny\n' });
  await configure('a wins');
  ok(await run('discover', 'kontakte'));
  const local = join(folder, 'local', 'contacts');
  await mkdir(local, { recursive: true });
  await writeFile(join(local, 'hier.vcf'), card('hier', 'Von hier', 'X-EIGEN:bleibt\r\n'));
  ok(await run('sync', 'kontakte/contacts'));
  assert.deepEqual(await names(person), ['Vom Server', 'Von hier']);
  // Changed on both sides since.
  const conflict = async (winner: string) => {
    await configure(winner);
    await put(person, 'hier', `Dort geändert, ${winner}`);
    await writeFile(join(local, 'hier.vcf'), card('hier', `Hier geändert, ${winner}`));
    ok(await run('sync', 'kontakte/contacts'));
    assert.equal(readFields(readCard(await readFile(join(local, 'hier.vcf')))).name, (await names(person))[0]);
    return (await names(person))[0];
  };
  await books().cards.remove(person.actor, { book: 'contacts', uri: 'dort.vcf' });
  assert.equal(await conflict('a wins'), 'Hier geändert, a wins');
  assert.equal(await conflict('b wins'), 'Dort geändert, b wins');
  assert.deepEqual(await readdir(local), ['hier.vcf']);
  await rm(join(local, 'hier.vcf'));
  await put(person, 'neu', 'Neu');
  ok(await run('sync', '--force-delete', 'kontakte/contacts'));
  assert.deepEqual(await names(person), ['Neu']);
  await books().books.add(person.actor, { uri: 'zweites', name: 'Zweites' });
  await put(person, 'z', 'Im zweiten', 'zweites');
  await mkdir(join(folder, 'local', 'drittes'));
  await writeFile(join(folder, 'local', 'drittes', 'd.vcf'), card('d', 'Im dritten'));
  ok(await run('discover', 'kontakte'));
  ok(await run('sync'));
  assert.deepEqual(await names(person, 'drittes'), ['Im dritten']);
  assert.equal((await readdir(join(folder, 'local', 'zweites'))).length, 1);
  const directory = join(folder, 'local', 'directory');
  const colleagues = await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name))));
  const known = colleagues.map((each) => readFields(readCard(each)).name);
  assert.ok(known.includes(person.actor.name), 'one’s own authority comes as an address book');
});
