import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { clientWorld, type ClientPerson, type ClientWorld } from './client-world.ts';
import { readAsAndroid } from './recorded/read-as-android.ts';

interface Recording {
  readonly program: string;
  readonly recorded: string;
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly status: number;
    readonly answer: unknown;
  }[];
}

/** Written from its source: what is sent, and what it reads of the answer. */
interface Written {
  readonly program: string;
  readonly headers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly steps: readonly {
    readonly does: string;
    readonly by: string;
    readonly requests: readonly {
      readonly method: string;
      readonly path: string;
      readonly body?: string;
      readonly status: number;
      readonly answer: unknown;
    }[];
  }[];
}

/** What is another each time; that it is there, and of which kind, is looked at all the same. */
const changing = new Set([
  'id',
  'stime',
  'token',
  'url',
  'item_mtime',
  'storage',
  'item_source',
  'file_source',
  'file_parent',
]);

function comparable(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => comparable(each));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, comparable(each, key)]));
  return changing.has(name) && value !== null && value !== '' ? typeof value : value;
}

interface Made {
  readonly ocs: { readonly data: { readonly id: string } };
}

const read = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`recorded/${name}`, import.meta.url), 'utf8'));
const recording = (await read('nextcloud-desktop-sharing.json')) as Recording;
const written = (await read('nextcloud-android-sharing.json')) as Written;
const system = systemActor('tests');

let world: ClientWorld;
let organisation: string;
before(async () => {
  const begun = Date.now();
  // what it chose are dates
  world = await clientWorld({ clock: { now: () => Date.parse(recording.recorded) + Date.now() - begun } });
  const { directory } = world.server;
  organisation = (await directory.organisations.list(system))[0]?.key ?? '';
  await directory.organisations.setRule(system, organisation, 'people.visibility', 'everyone');
});
after(() => world[Symbol.asyncDispose]());

const authorizationOf = ({ login, password }: ClientPerson) =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;

function put({ actor }: ClientPerson, ...path: string[]) {
  const content = Buffer.from(path.at(-1) ?? '');
  return world.server.files.contents.write(actor, {
    place: { path },
    onConflict: 'fail',
    source: Readable.from([content]),
    length: content.byteLength,
    checksums: [],
  });
}

const idIn = /\/shares\/(\d+)/;

test(`shares made and changed by the ${recording.program.split(' of ', 1)[0]}: each request as it was recorded, answered field by field`, async () => {
  const petra = await world.addPerson('petra');
  await world.addPerson('bruno');
  for (const name of ['Bericht.txt', 'Plan.txt']) await put(petra, name);
  const authorization = authorizationOf(petra);
  const ids = new Map<string, string>();
  for (const { method, path, headers, body, status, answer } of recording.requests) {
    const at = path.replace(idIn, (_, id: string) => `/shares/${ids.get(id) ?? assert.fail(`share ${id}`)}`);
    const init = { method, headers: { ...headers, authorization }, ...(body === '' ? {} : { body }) };
    const got = await fetch(world.url + at, init);
    const text = await got.text();
    assert.equal(got.status, status, `${method} ${path}: ${text}`);
    if (answer === null) continue;
    const said = JSON.parse(text) as unknown;
    assert.deepEqual(comparable(said), comparable(answer), `${method} ${path} ${body}`);
    if (method === 'POST') ids.set((answer as Made).ocs.data.id, (said as Made).ocs.data.id);
  }

  // its dialog saves a note that is being written while the share is withdrawn
  const shares = `${world.url}/ocs/v2.php/apps/files_sharing/api/v1/shares`;
  const form = { authorization, 'ocs-apirequest': 'true', 'content-type': 'application/x-www-form-urlencoded' };
  const send = (method: string, address: string, body?: string) =>
    fetch(`${address}?format=json`, { method, headers: form, ...(body === undefined ? {} : { body }) });
  for (let round = 0; round < 15; round++) {
    const made = await send('POST', shares, 'shareWith=bruno&shareType=0&path=%2FPlan.txt');
    const { id } = ((await made.json()) as Made).ocs.data;
    const change = send('PUT', `${shares}/${id}`, 'note=Bitte');
    const [changed, withdrawn] = await Promise.all([change, send('DELETE', `${shares}/${id}`)]);
    assert.ok([200, 404].includes(changed.status), `${changed.status}`);
    assert.equal(withdrawn.status, 200);
  }
});

test(`the ${written.program.split(',', 1)[0]}: each request that its source writes, and every field that it reads of the answers`, async () => {
  const { directory, files } = world.server;
  const anke = await world.addPerson('anke');
  const people = new Map([['anke', anke]]);
  for (const login of ['bert', 'cora']) people.set(login, await world.addPerson(login));
  await directory.groups.add(system, { key: 'haushalt', name: 'Haushalt', organisationKey: organisation });
  await directory.groups.addMembers(system, 'haushalt', ['anke', 'cora']);
  const root = await files.nodes.get(anke.actor, { path: [] });
  await files.nodes.createFolder(anke.actor, { parentId: root.id, name: 'Pläne & Übersicht' });
  await files.nodes.setFavourite(anke.actor, { path: ['Pläne & Übersicht'] }, true);
  await put(anke, 'Pläne & Übersicht', 'Kosten.txt');

  const ids = new Map<string, string>();
  for (const { does, by, requests } of written.steps) {
    if (does.startsWith('the organisation asks for passwords'))
      await directory.organisations.setRule(system, organisation, 'links.password', 'required');
    const authorization = authorizationOf(people.get(by) ?? assert.fail(by));
    for (const { method, path, body, status, answer } of requests) {
      const at = path.replace(idIn, (_, id: string) => `/shares/${ids.get(id) ?? id}`);
      const headers = { ...written.headers['all'], ...written.headers[method], authorization };
      const got = await fetch(world.url + at, { method, headers, ...(body === undefined ? {} : { body }) });
      const bytes = Buffer.from(await got.arrayBuffer());
      const what = `${does}: ${method} ${path} ${body ?? ''}`;
      assert.equal(got.status, status, `${what}: ${bytes.toString()}`);
      const said = path.includes('format=json') ? (JSON.parse(bytes.toString()) as unknown) : readAsAndroid(bytes);
      assert.deepEqual(comparable(said), comparable(answer), what);
      if (method === 'POST' && status === 200) ids.set(idOf(answer), idOf(said));
    }
  }
  assert.deepEqual(await world.server.links.mine(anke.actor), []);
});

function idOf(answer: unknown): string {
  return String((answer as { shares: { id: number }[] }).shares[0]?.id);
}
