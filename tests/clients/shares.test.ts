import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { clientWorld, type ClientPerson, type ClientWorld } from './client-world.ts';

const system = systemActor('tests');
let world: ClientWorld;
let greta: ClientPerson;
let henri: ClientPerson;
let folderId: number;
before(async () => {
  world = await clientWorld();
  greta = await world.addPerson('greta');
  henri = await world.addPerson('henri');
  const { directory, files } = world.server;
  const organisationKey = (await directory.organisations.list(system))[0]?.key ?? null;
  await directory.groups.add(system, { key: 'team', name: 'Team', organisationKey });
  await directory.groups.addMembers(system, 'team', ['greta', 'henri']);
  const root = await files.nodes.get(greta.actor, { path: [] });
  folderId = (await files.nodes.createFolder(greta.actor, { parentId: root.id, name: 'Akten' })).id;
  await put(greta, ['Akten', 'Plan.txt'], 'Plan');
});
after(() => world[Symbol.asyncDispose]());

async function put({ actor }: ClientPerson, path: readonly string[], text: string): Promise<number> {
  const { node } = await world.server.files.contents.write(actor, {
    place: { path },
    onConflict: 'replace',
    source: Readable.from([Buffer.from(text)]),
    length: Buffer.byteLength(text),
    checksums: [],
  });
  return node.id;
}

interface Envelope {
  readonly ocs: { readonly meta: { readonly status: string; readonly statuscode: number }; readonly data: unknown };
}
type Fields = Record<string, unknown>;

/** As the clients send it: parameters in the address for GET, as a form for the rest. */
async function send(person: ClientPerson, method: string, path: string, parameters: Record<string, string> = {}) {
  const form = new URLSearchParams(parameters).toString();
  const isGet = method === 'GET';
  const response = await fetch(`${world.url}${path}?format=json${isGet && form !== '' ? `&${form}` : ''}`, {
    method,
    headers: {
      'ocs-apirequest': 'true',
      authorization: `Basic ${Buffer.from(`${person.login}:${person.password}`).toString('base64')}`,
      ...(isGet || form === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(isGet || form === '' ? {} : { body: form }),
  });
  const { ocs } = (await response.json()) as Envelope;
  return { status: response.status, code: ocs.meta.statuscode, data: ocs.data };
}

const v2 = '/ocs/v2.php/apps/files_sharing/api/v1';
const v1 = '/ocs/v1.php/apps/files_sharing/api/v1';

test('the desktop client: finds sharees, shares, changes, lists and ends, field by field', async () => {
  const found = await send(greta, 'GET', `${v2}/sharees`, {
    search: 'henri',
    itemType: 'folder',
    page: '1',
    perPage: '50',
    lookup: 'false',
  });
  const none = { remotes: [], remote_groups: [], emails: [], circles: [], rooms: [] };
  assert.deepEqual([found.status, found.code], [200, 200]);
  const person = {
    label: 'Person henri',
    subline: 'Land',
    icon: 'icon-user',
    value: { shareType: 0, shareWith: 'henri' },
    shareWithDisplayNameUnique: 'henri',
    status: [],
  };
  const { subline } = ((found.data as { exact: { users: Fields[] } }).exact.users[0] ?? {}) as { subline: string };
  assert.deepEqual(found.data, {
    exact: { users: [{ ...person, subline }], groups: [], ...none },
    users: [],
    groups: [],
    lookup: [],
    lookupEnabled: false,
    ...none,
  });
  const groups = await send(greta, 'GET', `${v2}/sharees`, { search: 'tea', itemType: 'folder' });
  assert.deepEqual((groups.data as Fields)['groups'], [{ label: 'Team', value: { shareType: 1, shareWith: 'team' } }]);

  const made = await send(greta, 'POST', `${v2}/shares`, {
    path: '/Akten',
    shareType: '0',
    shareWith: 'henri',
    permissions: '31',
  });
  assert.deepEqual([made.status, made.code], [200, 200]);
  const share = made.data as Fields;
  const root = await world.server.files.nodes.get(greta.actor, { path: [] });
  const expected: Fields = {
    id: share['id'],
    share_type: 0,
    uid_owner: 'greta',
    displayname_owner: 'Person greta',
    permissions: 31,
    can_edit: true,
    can_delete: true,
    stime: share['stime'],
    parent: null,
    expiration: null,
    token: null,
    uid_file_owner: 'greta',
    note: '',
    label: null,
    displayname_file_owner: 'Person greta',
    path: '/Akten',
    item_type: 'folder',
    item_permissions: 31,
    'is-mount-root': false,
    'mount-type': '',
    mimetype: 'httpd/unix-directory',
    has_preview: false,
    storage_id: 'home::greta',
    storage: root.spaceId,
    item_source: folderId,
    file_source: folderId,
    file_parent: root.id,
    file_target: '/Akten',
    item_size: 4,
    item_mtime: share['item_mtime'],
    share_with: 'henri',
    share_with_displayname: 'Person henri',
    share_with_displayname_unique: 'henri',
    status: [],
    mail_send: 0,
    hide_download: 0,
    attributes: null,
  };
  assert.deepEqual(share, expected);
  assert.match(String(share['id']), /^\d+$/);
  assert.ok(Math.abs(Number(share['stime']) - Date.now() / 1000) < 60);
  const one = `${v2}/shares/${String(share['id'])}`;

  const again = await send(greta, 'POST', `${v2}/shares`, { path: '/Akten', shareType: '0', shareWith: 'henri' });
  assert.deepEqual([again.status, again.code], [403, 403]);
  const nobody = await send(greta, 'POST', `${v1}/shares`, { path: '/Akten', shareType: '0', shareWith: 'niemand' });
  assert.deepEqual([nobody.status, nobody.code], [200, 404]);
  const nowhere = await send(greta, 'GET', `${v2}/shares`, { path: '/Nichts', reshares: 'true' });
  assert.deepEqual([nowhere.status, nowhere.code], [404, 404]);

  assert.deepEqual((await send(greta, 'PUT', one, { permissions: '1' })).data, { ...expected, permissions: 1 });
  const dated = await send(greta, 'PUT', one, { expireDate: '2031-07-14' });
  assert.equal((dated.data as Fields)['expiration'], '2031-07-14 00:00:00');
  const noted = await send(greta, 'PUT', one, { note: 'Bitte prüfen' });
  assert.equal((noted.data as Fields)['note'], 'Bitte prüfen');
  assert.equal(((await send(greta, 'PUT', one, { expireDate: '' })).data as Fields)['expiration'], null);
  assert.equal((await send(greta, 'PUT', one, { expireDate: '2031-13-99' })).code, 404);
  const changed = { ...expected, permissions: 1, note: 'Bitte prüfen' };
  assert.deepEqual((await send(greta, 'GET', one)).data, [changed]);
  for (const query of [{ path: '/Akten', reshares: 'true' }, { path: '/', subfiles: 'true' }, {}])
    assert.deepEqual((await send(greta, 'GET', `${v2}/shares`, query as Record<string, string>)).data, [changed]);

  const [received] = (await send(henri, 'GET', `${v2}/shares`, { shared_with_me: 'true' })).data as Fields[];
  const his = await world.server.files.nodes.get(henri.actor, { path: [] });
  assert.deepEqual(received, {
    ...changed,
    can_edit: false,
    storage_id: 'shared::/Akten',
    'is-mount-root': true,
    'mount-type': 'shared',
    item_permissions: 1,
    file_parent: his.id,
  });
  assert.deepEqual((await send(henri, 'GET', `${v2}/shares/pending`)).data, []);
  assert.deepEqual((await send(greta, 'DELETE', one)).data, []);
  assert.equal((await send(greta, 'GET', one)).code, 404);
  assert.equal((await send(henri, 'DELETE', one)).code, 404);
});

test('the Android client: XML by forms, groups, links, and a recipient who takes it out', async () => {
  const authorization = `Basic ${Buffer.from(`${greta.login}:${greta.password}`).toString('base64')}`;
  const form = { path: '/Akten/Plan.txt', shareType: '1', shareWith: 'team', permissions: '19', note: 'Für alle' };
  const made = await fetch(`${world.url}${v2}/shares`, {
    method: 'POST',
    headers: {
      authorization,
      'ocs-apirequest': 'true',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: new URLSearchParams(form),
  });
  const xml = await made.text();
  assert.match(xml, /^<\?xml version="1\.0"\?>\n<ocs><meta><status>ok<\/status><statuscode>200<\/statuscode>/);
  for (const part of ['<share_type>1</share_type>', '<permissions>19</permissions>', '<share_with>team</share_with>'])
    assert.ok(xml.includes(part), `${part} in ${xml}`);
  const [, id = ''] = /<id>(\d+)<\/id>/.exec(xml) ?? [];
  const list = await fetch(`${world.url}${v2}/shares?path=%2FAkten%2FPlan.txt&reshares=true&subfiles=false`, {
    headers: { authorization, 'ocs-apirequest': 'true' },
  });
  assert.match(await list.text(), new RegExp(`<data><element><id>${id}</id>.*<note>Für alle</note>`, 's'));

  const link = (
    await send(greta, 'POST', `${v2}/shares`, {
      path: '/Akten',
      shareType: '3',
      password: 'ein gutes Passwort',
      permissions: '1',
    })
  ).data as Fields;
  assert.deepEqual(
    [link['share_type'], link['permissions'], link['password'], link['share_with_displayname']],
    [3, 1, '***', '(Shared link)'],
  );
  assert.match(String(link['url']), new RegExp(`/s/${String(link['token'])}$`));
  assert.notEqual(link['id'], id);
  const drop = await send(greta, 'PUT', `${v2}/shares/${String(link['id'])}`, { permissions: '4' });
  assert.deepEqual([(drop.data as Fields)['permissions'], drop.code], [4, 200]);
  const types = await propfind(greta, 'Akten');
  assert.match(types, /<oc:share-types><oc:share-type>3<\/oc:share-type><\/oc:share-types>/);
  assert.equal((await send(greta, 'DELETE', `${v2}/shares/${String(link['id'])}`)).code, 200);

  assert.match(await propfind(greta, 'Akten/Plan.txt'), /<oc:share-type>1<\/oc:share-type>/);
  assert.match(await propfind(henri, 'Plan.txt'), /<oc:permissions>SRGDNVW<\/oc:permissions>/);
  assert.equal((await send(henri, 'DELETE', `${v2}/shares/${id}`)).code, 200);
  assert.deepEqual((await send(henri, 'GET', `${v2}/shares`, { shared_with_me: 'true' })).data, []);
  assert.equal((await send(greta, 'DELETE', `${v2}/shares/${id}`)).code, 200);
  assert.equal((await send(greta, 'GET', `${v2}/sharees_recommended`, { itemType: 'file' })).code, 200);
});

async function propfind(person: ClientPerson, path: string): Promise<string> {
  const response = await fetch(`${world.url}/remote.php/dav/files/${person.login}/${path}`, {
    method: 'PROPFIND',
    headers: {
      depth: '0',
      authorization: `Basic ${Buffer.from(`${person.login}:${person.password}`).toString('base64')}`,
    },
    body: '<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns"><d:prop><oc:share-types/><oc:permissions/><nc:sharees/></d:prop></d:propfind>',
  });
  return response.text();
}

test('who manages a folder ends what somebody else shared of it', async () => {
  const ida = await world.addPerson('ida');
  const [manager] = await world.server.sharing.share(greta.actor, folderId, {
    recipients: [{ kind: 'person', key: 'henri' }],
    role: 'manager',
  });
  const his = await send(henri, 'POST', `${v2}/shares`, { path: '/Akten', shareType: '0', shareWith: ida.login });
  const one = `${v2}/shares/${String((his.data as Fields)['id'])}`;
  assert.equal(((await send(greta, 'GET', one)).data as Fields[])[0]?.['can_delete'], true);
  assert.equal((await send(ida, 'PUT', one, { permissions: '31' })).code, 403);
  assert.equal((await send(greta, 'DELETE', one)).code, 200);
  assert.equal((await send(ida, 'GET', one)).code, 404);
  await world.server.sharing.withdraw(greta.actor, manager?.id ?? 0);
});

test('nextcloudcmd: a received share syncs both ways; where one may only read it refuses cleanly and keeps the file', async () => {
  const { sharing } = world.server;
  const recipients = [{ kind: 'person', key: 'henri' }] as const;
  await sharing.share(greta.actor, folderId, { recipients, role: 'editor' });
  const readable = (await world.server.files.nodes.createFolder(greta.actor, { path: ['Nur lesen'] })).id;
  await put(greta, ['Nur lesen', 'Erlass.txt'], 'Erlass');
  await sharing.share(greta.actor, readable, { recipients, role: 'viewer' });

  const folder = join(world.folder, 'henri');
  await mkdir(folder);
  const sync = async () => {
    const args = ['--non-interactive', '--trust', '-h', '-u', 'henri', '-p', henri.password, folder, world.url];
    return world.run('nextcloudcmd', args);
  };
  const first = await sync();
  assert.equal(first.code, 0, first.output.slice(-3000));
  assert.equal(await readFile(join(folder, 'Akten', 'Plan.txt'), 'utf8'), 'Plan');
  assert.equal(await readFile(join(folder, 'Nur lesen', 'Erlass.txt'), 'utf8'), 'Erlass');

  await writeFile(join(folder, 'Akten', 'Von Henri.txt'), 'von ihm');
  await put(greta, ['Akten', 'Plan.txt'], 'Plan, geändert');
  await writeFile(join(folder, 'Nur lesen', 'Eigenes.txt'), 'bleibt hier').catch(() => {});
  const second = await sync();
  assert.equal(await readFile(join(folder, 'Akten', 'Plan.txt'), 'utf8'), 'Plan, geändert', second.output.slice(-3000));
  const hers = await world.server.files.nodes.list(greta.actor, { path: ['Akten'] });
  assert.deepEqual(hers.children.map(({ name }) => name).toSorted(), ['Plan.txt', 'Von Henri.txt']);
  const kept = await world.server.files.nodes.list(greta.actor, { path: ['Nur lesen'] });
  assert.deepEqual(
    kept.children.map(({ name }) => name),
    ['Erlass.txt'],
  );
  assert.equal(
    await readFile(join(folder, 'Nur lesen', 'Eigenes.txt'), 'utf8'),
    'bleibt hier',
    'the local file is kept',
  );

  // as long as something of the person's could not be sent the client takes nothing away
  await rm(join(folder, 'Nur lesen', 'Eigenes.txt'));
  await sharing.withdrawAll(greta.actor, folderId);
  const third = await sync();
  await assert.rejects(readFile(join(folder, 'Akten', 'Plan.txt')), { code: 'ENOENT' }, third.output.slice(-3000));
});
