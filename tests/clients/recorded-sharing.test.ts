import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { clientWorld } from './client-world.ts';

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
  return changing.has(name) && value !== null ? typeof value : value;
}

interface Made {
  readonly ocs: { readonly data: { readonly id: string } };
}

const recording = JSON.parse(
  await readFile(new URL('recorded/nextcloud-desktop-sharing.json', import.meta.url), 'utf8'),
) as Recording;

test(`shares made and changed by the ${recording.program.split(' of ', 1)[0]}: each request as it was recorded, answered field by field`, async () => {
  const begun = Date.now();
  // what it chose are dates
  const clock = { now: () => Date.parse(recording.recorded) + Date.now() - begun };
  await using world = await clientWorld({ clock });
  const { directory, files } = world.server;
  await directory.organisations.setRule(systemActor('tests'), 'tfm', 'people.visibility', 'everyone').catch(() => {});
  const petra = await world.addPerson('petra');
  await world.addPerson('bruno');
  for (const name of ['Bericht.txt', 'Plan.txt'])
    await files.contents.write(petra.actor, {
      place: { path: [name] },
      onConflict: 'fail',
      source: Readable.from([Buffer.from(name)]),
      length: Buffer.byteLength(name),
      checksums: [],
    });
  const authorization = `Basic ${Buffer.from(`${petra.login}:${petra.password}`).toString('base64')}`;
  const ids = new Map<string, string>();
  for (const { method, path, headers, body, status, answer } of recording.requests) {
    const at = path.replace(
      /\/shares\/(\d+)/,
      (_, id: string) => `/shares/${ids.get(id) ?? assert.fail(`share ${id}`)}`,
    );
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
