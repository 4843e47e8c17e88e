import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { linkWorld, type LinkWorld, type Visitor } from './link-world.ts';

const sender = { name: 'Jürgen Müller', organisation: 'Müller GmbH', message: 'Die Pläne' };

describe('file drop', () => {
  let it_: LinkWorld;
  let drop: number;
  let token: string;
  before(async () => {
    it_ = await linkWorld();
    drop = await it_.folder('anna', 'Einreichungen');
    await it_.file('anna', 'Einreichungen/intern.txt', 'Nur für uns');
    ({ token } = await it_.make('anna', drop, { kind: 'uploader' }));
  });
  after(async () => it_[Symbol.asyncDispose]());

  async function arrived(): Promise<Visitor> {
    const visitor = it_.visitor(token);
    assert.equal((await visitor.enter()).state, 'open');
    return visitor;
  }

  it('asks who sends it, keeps it apart, and hands it in', async () => {
    const visitor = await arrived();
    assert.equal((await visitor.upload('a.txt', 'A')).status, 409);
    const began = await visitor.call('POST', '/delivery', { json: sender });
    assert.equal(began.status, 200);
    assert.ok(!(await began.text()).includes('2026'), 'the name of the folder is not the sender’s to know');
    assert.equal(await visitor.refusal('POST', '/delivery/submit'), 'sharing.delivery_empty');
    for (const path of ['plan.txt', 'Anlagen/eins.txt', 'Anlagen/zwei.txt', 'intern.txt'])
      assert.equal((await visitor.upload(path, path)).status, 201, path);
    assert.deepEqual(
      (await visitor.list()).map(({ name }) => name),
      ['Anlagen', 'intern.txt', 'plan.txt'],
    );
    const plan = (await visitor.list()).find(({ name }) => name === 'plan.txt')?.id;
    assert.equal(await visitor.refusal('DELETE', `/nodes/${plan}`), '');
    assert.equal(await visitor.refusal('GET', `/nodes/${plan}/content`), 'sharing.link_upload_only');
    assert.equal(await visitor.refusal('GET', '/zip'), 'sharing.link_upload_only');
    const submitted = await visitor.call('POST', '/delivery/submit');
    assert.equal(submitted.status, 200);
    assert.equal(await visitor.refusal('GET', '/folder'), 'sharing.delivery_missing');
    assert.equal((await visitor.upload('zu-spät.txt', 'x')).status, 409);

    const { files } = it_.world.landescloud;
    const { actor } = it_.world.person('anna');
    const { children } = await files.nodes.list(actor, { path: ['Einreichungen'] });
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(it_.clock.time);
    assert.deepEqual(children.map(({ name }) => name).toSorted(), [`${day} Müller GmbH`, 'intern.txt']);
    const delivered = await files.nodes.list(actor, { path: ['Einreichungen', `${day} Müller GmbH`] });
    assert.deepEqual(delivered.children.map(({ name }) => name).toSorted(), ['Anlagen', 'intern.txt']);
    const [link] = (await it_.api<{ items: { id: number }[] }>('anna', 'GET', `/nodes/${drop}/links`)).items;
    const use = await it_.api<{ deliveries: { senderName: string; submittedAt: number | null }[] }>(
      'anna',
      'GET',
      `/links/${link?.id}/use`,
    );
    assert.equal(use.deliveries[0]?.senderName, 'Jürgen Müller');
    assert.notEqual(use.deliveries[0]?.submittedAt, null);
  });

  it('two at once see nothing of each other, nor what lies there', async () => {
    const [one, other] = [await arrived(), await arrived()];
    for (const visitor of [one, other]) await visitor.call('POST', '/delivery', { json: sender });
    await Promise.all([one.upload('gleich.txt', 'von eins'), other.upload('gleich.txt', 'vom anderen')]);
    const [mine] = await one.list();
    const [theirs] = await other.list();
    assert.equal(mine?.name, 'gleich.txt', 'that a name is taken elsewhere is not told');
    assert.equal(theirs?.name, 'gleich.txt');
    const intern = (
      await it_.world.landescloud.files.nodes.list(it_.world.person('anna').actor, { path: ['Einreichungen'] })
    ).children.find(({ name }) => name === 'intern.txt')?.id;
    for (const id of [theirs?.id, intern, drop]) {
      for (const [method, path] of [
        ['GET', `/folder?id=${id}`],
        ['DELETE', `/nodes/${id}`],
      ] as const)
        assert.equal(await one.refusal(method, path), 'files.node_not_found', `${method} ${path}`);
      assert.equal(await one.refusal('GET', `/nodes/${id}/preview`), 'sharing.link_upload_only');
      assert.equal(await one.refusal('GET', `/nodes/${id}/content`), 'sharing.link_upload_only');
      assert.equal(await one.refusal('GET', `/zip?ids=${id}`), 'sharing.link_upload_only');
      assert.ok((await one.upload('x.txt', 'x', { parentId: String(id) })).status >= 400);
    }
    const { node } = (await one.enter()).link ?? assert.fail();
    assert.equal((node as { size?: number }).size, 0, 'how much others sent is not told');
  });

  it('goes on where it was: after a reload, and for nobody else', async () => {
    const visitor = await arrived();
    await visitor.call('POST', '/delivery', { json: sender });
    const metadata = `filename ${Buffer.from('groß.bin').toString('base64')}`;
    const tus = { 'tus-resumable': '1.0.0' };
    const made = await visitor.call('POST', '/uploads', {
      headers: { ...tus, 'upload-length': '100000', 'upload-metadata': metadata },
    });
    assert.equal(made.status, 201);
    // reads as 'planexe.pdf'
    for (const turned of ['plan\u202efdp.exe', 'Pläne\u2066/a.txt']) {
      const refused = await visitor.upload(turned, 'x');
      assert.match(await refused.text(), /files\.name_invalid/);
    }
    const address = made.headers.get('location') ?? '';
    assert.match(address, new RegExp(`^/api/v1/public/links/${token}/uploads/`));
    const path = address.slice(address.indexOf('/uploads/'));
    const patch = (offset: number, body: string) =>
      visitor.call('PATCH', path, {
        body,
        headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      });
    assert.equal((await patch(0, 'x'.repeat(60_000))).status, 204);
    const reloaded = it_.visitor(token);
    reloaded.cookie = visitor.cookie;
    const { link } = await reloaded.enter();
    assert.equal((link?.['delivery'] as { name: string } | undefined)?.name, 'Jürgen Müller');
    assert.equal((await reloaded.call('HEAD', path, { headers: tus })).headers.get('upload-offset'), '60000');

    const other = await arrived();
    await other.call('POST', '/delivery', { json: sender });
    assert.equal((await other.call('HEAD', path, { headers: tus })).status, 404);
    assert.equal((await it_.world.fetch('bernd', `/api/v1${path}`, { method: 'HEAD', headers: tus })).status, 404);
    assert.equal((await patch(60_000, 'y'.repeat(40_000))).status, 204);
    assert.deepEqual(
      (await visitor.list()).map(({ name, size }) => [name, size]),
      [['groß.bin', 100_000]],
    );
  });

  it('what nobody hands in is closed with the visit, and not said to be handed in', async () => {
    const visitor = await arrived();
    await visitor.call('POST', '/delivery', { json: { ...sender, organisation: 'Vergessen AG' } });
    await visitor.upload('halb.txt', 'halb');
    it_.clock.time += 13 * 3_600_000;
    await it_.world.landescloud.links.tidy();
    assert.equal(await visitor.refusal('GET', '/folder'), 'sharing.link_locked');
    const [row] = await it_.world.landescloud.database.query<{ submitted: number | null; closed: number | null }>(
      `select submitted_at as submitted, closed_at as closed from sharing.link_delivery
       where sender_organisation = 'Vergessen AG'`,
    );
    assert.equal(row?.submitted, null);
    assert.notEqual(row?.closed, null);
  });
});

describe('public DAV', () => {
  let it_: LinkWorld;
  let folder: number;
  before(async () => {
    it_ = await linkWorld();
    folder = await it_.folder('anna', 'Unterlagen');
    await it_.folder('anna', 'Unterlagen', 'Pläne');
    await it_.file('anna', 'Unterlagen/bericht.txt', 'Der Bericht');
    await it_.file('anna', 'geheim.txt', 'Niemandes Sache');
  });
  after(async () => it_[Symbol.asyncDispose]());

  const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    fetch(it_.world.url + path, { method, headers, ...(body === undefined ? {} : { body }) });

  it('as Nextcloud’s, with the link’s rights and nobody’s name', async () => {
    const { token } = await it_.make('anna', folder, { kind: 'viewer' });
    const root = `/public.php/dav/files/${token}`;
    const listing = await ask('PROPFIND', `${root}/`, { depth: '1' });
    assert.equal(listing.status, 207);
    const text = await listing.text();
    assert.match(text, /bericht\.txt/);
    assert.ok(!text.includes('anna') && !text.includes('Anna'), 'whose it is is not told');
    assert.equal(await (await ask('GET', `${root}/bericht.txt`)).text(), 'Der Bericht');
    const old = { authorization: basic(token, '') };
    assert.equal(await (await ask('GET', '/public.php/webdav/bericht.txt', old)).text(), 'Der Bericht');
    for (const path of ['/../geheim.txt', '/%2e%2e/geheim.txt', '/..%2fgeheim.txt', '/Pläne/../../geheim.txt'])
      assert.ok((await ask('GET', root + path)).status >= 400, path);
    assert.equal((await ask('PUT', `${root}/neu.txt`, {}, 'x')).status, 403);
    assert.equal((await ask('DELETE', `${root}/bericht.txt`)).status, 403);
    assert.equal((await ask('MKCOL', `${root}/neu`)).status, 403);
    assert.equal((await ask('GET', '/public.php/webdav/bericht.txt')).status, 401);
    assert.equal((await ask('PROPFIND', `/public.php/dav/files/${'A'.repeat(22)}/`)).status, 404);
    assert.equal((await ask('PROPFIND', '/public.php/dav/files/kurz/')).status, 404);
    assert.equal((await ask('PROPFIND', `/remote.php/dav/files/${token}/`)).status, 401);
  });

  it('to change: within the folder alone', async () => {
    const { token } = await it_.make('anna', folder, { kind: 'editor' });
    const other = await it_.make('anna', folder, { kind: 'editor' });
    const root = `/public.php/dav/files/${token}`;
    assert.equal((await ask('PUT', `${root}/neu.txt`, {}, 'neu')).status, 201);
    const to = (destination: string) => ({ destination: it_.world.url + destination });
    assert.equal((await ask('MOVE', `${root}/neu.txt`, to(`${root}/Pläne/neu.txt`))).status, 201);
    for (const method of ['MOVE', 'COPY']) {
      assert.equal((await ask(method, `${root}/Pläne/neu.txt`, to('/remote.php/dav/files/anna/neu.txt'))).status, 502);
      assert.equal(
        (await ask(method, `${root}/Pläne/neu.txt`, to(`/public.php/dav/files/${other.token}/neu.txt`))).status,
        409,
      );
      assert.ok((await ask(method, `${root}/Pläne/neu.txt`, to(`${root}/../neu.txt`))).status >= 400);
      assert.equal((await ask(method, `${root}/`, to(`${root}/Pläne/selbst`))).status, 403);
    }
    assert.equal((await ask('DELETE', `${root}/`)).status, 403);
    assert.equal((await ask('DELETE', `${root}/Pläne/neu.txt`)).status, 204);
    for (const method of ['LOCK', 'REPORT', 'SEARCH', 'PROPPATCH', 'POST'])
      assert.equal((await ask(method, `${root}/bericht.txt`)).status, 405, method);
  });

  it('with a password: 401 without, and guesses are throttled', async () => {
    const { token } = await it_.make('anna', folder, { kind: 'viewer', password: 'Rathaus-Linde-7' });
    const root = `/public.php/dav/files/${token}`;
    const without = await ask('PROPFIND', `${root}/`);
    assert.equal(without.status, 401);
    assert.match(without.headers.get('www-authenticate') ?? '', /^Basic/);
    const right = { authorization: basic('anonymous', 'Rathaus-Linde-7') };
    assert.equal((await ask('PROPFIND', `${root}/`, right)).status, 207);
    const { hasher } = it_.world.landescloud.auth;
    const { verify } = hasher;
    let hashed = 0;
    Object.assign(hasher, {
      verify: (...given: Parameters<typeof verify>) => {
        hashed += 1;
        return verify(...given);
      },
    });
    for (let request = 0; request < 5; request += 1)
      assert.equal((await ask('PROPFIND', `${root}/`, right)).status, 207);
    assert.equal(hashed, 0, 'the password is not hashed each time');
    const told = new Set<number>();
    for (let guess = 0; guess < 8; guess += 1)
      told.add((await ask('PROPFIND', `${root}/`, { authorization: basic('x', `geraten-${guess}`) })).status);
    assert.deepEqual([...told], [401, 429]);
    assert.ok(hashed > 0);
    assert.equal((await ask('PROPFIND', `${root}/`, right)).status, 207, 'who is in stays in');
    const named = await it_.make('anna', folder, { kind: 'viewer', recipients: ['erika@firma.example'] });
    assert.equal((await ask('PROPFIND', `/public.php/dav/files/${named.token}/`)).status, 401);
  });

  it('upload only: nothing is listed or read by any way in', async () => {
    const drop = await it_.folder('anna', 'Einwurf');
    await it_.file('anna', 'Einwurf/intern.txt', 'Nur für uns');
    const { token } = await it_.make('anna', drop, { kind: 'uploader' });
    const root = `/public.php/dav/files/${token}`;
    assert.equal(
      (await ask('PUT', `${root}/brief.txt`, { 'x-nc-nickname': 'Erika%20Muster' }, 'Lieber Staat')).status,
      201,
    );
    assert.equal((await ask('PUT', `${root}/brief.txt`, {}, 'Noch einer')).status, 201);
    assert.equal((await ask('MKCOL', `${root}/Anlagen`)).status, 201);
    assert.equal((await ask('PUT', `${root}/Anlagen/a.txt`, {}, 'A')).status, 201);
    for (const depth of ['0', '1']) {
      const answer = await ask('PROPFIND', `${root}/`, { depth });
      assert.equal(answer.status, 207);
      const text = await answer.text();
      assert.equal([...text.matchAll(/<d:response>/g)].length, 1);
      assert.ok(!/brief|intern|Anlagen|Muster/.test(text));
    }
    for (const path of ['/intern.txt', '/brief.txt', '/Anlagen/', '/Anlagen/a.txt', '/gibt-es-nicht']) {
      assert.equal((await ask('PROPFIND', root + path, { depth: '1' })).status, 404, path);
      assert.equal((await ask('HEAD', root + path)).status, 404, path);
      assert.equal((await ask('GET', root + path)).status, 403, path);
      assert.equal((await ask('DELETE', root + path)).status, 403, path);
      for (const method of ['COPY', 'MOVE'])
        assert.equal((await ask(method, root + path, { destination: `${it_.world.url}${root}/kopie` })).status, 403);
    }
    assert.equal((await ask('GET', `${root}/`, { accept: 'application/zip' })).status, 403);
    const { nodes } = it_.world.landescloud.files;
    const { actor } = it_.world.person('anna');
    const { children } = await nodes.list(actor, { path: ['Einwurf'] });
    const delivery = children.find(({ name }) => name.endsWith(' Erika Muster')) ?? assert.fail('no delivery');
    const inside = await nodes.list(actor, { id: delivery.id });
    assert.deepEqual(inside.children.map(({ name }) => name).toSorted(), ['Anlagen', 'brief (2).txt', 'brief.txt']);
    it_.clock.time += 20 * 60_000;
    await it_.world.landescloud.links.tidy();
    const [row] = await it_.world.landescloud.database.query<{ at: number | null }>(
      'select submitted_at as at from sharing.link_delivery where folder_id = $1',
      [delivery.id],
    );
    assert.notEqual(row?.at, null, 'what came by a program is handed in when nothing more comes');
  });
});
