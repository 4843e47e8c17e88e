import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SpaceRole } from '@landescloud/files';
import { until } from '@landescloud/testing';
import { linkWorld, type LinkWorld, type Visitor } from './link-world.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('public links', () => {
  let it_: LinkWorld;
  let folder: number;
  let report: number;
  let secret: number;
  before(async () => {
    it_ = await linkWorld();
    folder = await it_.folder('anna', 'Unterlagen');
    await it_.folder('anna', 'Unterlagen', 'Pläne');
    report = await it_.file('anna', 'Unterlagen/bericht.txt', 'Der Bericht');
    await it_.file('anna', 'Unterlagen/Pläne/plan.txt', 'Der Plan');
    secret = await it_.file('anna', 'geheim.txt', 'Niemandes Sache');
  });
  after(async () => it_[Symbol.asyncDispose]());

  it('ends with the right of who made it', async () => {
    const shared = await it_.folder('anna', 'Geteilt');
    const { files, database } = it_.world.landescloud;
    const share = (...roles: SpaceRole[]) =>
      database.transaction((tx) =>
        files.grants.share(tx, shared, [{ granteeId: it_.world.person('bernd').id, roles }]),
      );
    await share('manager');
    const { token } = await it_.make('bernd', shared, { kind: 'viewer' });
    const visitor = it_.visitor(token);
    assert.equal((await visitor.enter()).state, 'open');
    await share('editor');
    assert.equal(await visitor.refusal('GET', '/folder'), 'sharing.link_ended');
    assert.equal((await it_.visitor(token).enter()).state, 'ended');
  });

  it('shows a folder to who has the address, and nothing beside or above it', async () => {
    const { token, address } = await it_.make('anna', folder, {
      kind: 'viewer',
      name: 'Für die Presse',
      message: 'Bitte sehr',
    });
    assert.match(address, /^http:\/\/.*\/s\//);
    const visitor = it_.visitor(token);
    assert.equal(await visitor.refusal('GET', '/folder'), 'sharing.link_locked');
    const { state, link } = await visitor.enter();
    assert.equal(state, 'open');
    assert.deepEqual(link?.['from'], { name: 'Anna Albrecht', organisation: 'Finanzministerium' });
    assert.equal(link?.['title'], 'Unterlagen');
    assert.equal(link?.['message'], 'Bitte sehr');
    assert.ok(!JSON.stringify(link).includes('Presse'), 'its name is for those who manage it');
    assert.deepEqual(
      (await visitor.list()).map(({ name }) => name),
      ['Pläne', 'bericht.txt'],
    );
    const content = await visitor.call('GET', `/nodes/${report}/content`);
    assert.equal(await content.text(), 'Der Bericht');
    assert.match(content.headers.get('content-disposition') ?? '', /^attachment/);
    const zip = await visitor.call('GET', '/zip');
    assert.match(zip.headers.get('content-disposition') ?? '', /Unterlagen\.zip/);
    assert.ok((await zip.arrayBuffer()).byteLength > 100);

    const parent = (await it_.api<{ parentId: number }>('anna', 'GET', `/nodes/${folder}`)).parentId;
    for (const id of [secret, parent, 987654321]) {
      assert.equal(await visitor.refusal('GET', `/nodes/${id}/content`), 'files.node_not_found');
      assert.equal(await visitor.refusal('GET', `/nodes/${id}/preview`), 'files.node_not_found');
      assert.equal(await visitor.refusal('GET', `/folder?id=${id}`), 'files.node_not_found');
      assert.equal(await visitor.refusal('GET', `/zip?ids=${report},${id}`), 'files.node_not_found');
      assert.equal(await visitor.refusal('DELETE', `/nodes/${id}`), 'files.node_not_found');
    }
    assert.equal(await visitor.refusal('DELETE', `/nodes/${report}`), 'files.read_only');
    assert.equal(await visitor.refusal('PATCH', `/nodes/${report}`, { json: { name: 'x' } }), 'files.read_only');
    assert.equal(await visitor.refusal('POST', '/folders', { json: { name: 'neu' } }), 'files.read_only');
    assert.equal((await visitor.upload('x.txt', 'x')).status, 403);
  });

  it('of another link, or without one, nothing is told', async () => {
    const one = await it_.make('anna', folder, { kind: 'viewer' });
    const other = await it_.make('anna', folder, { kind: 'viewer' });
    const visitor = it_.visitor(one.token);
    await visitor.enter();
    const stranger = it_.visitor(other.token);
    stranger.cookie = visitor.cookie;
    assert.equal(await stranger.refusal('GET', '/folder'), 'sharing.link_locked');
    const nobody = it_.visitor('A'.repeat(22));
    assert.equal(await nobody.refusal('POST', '/visit', { json: {} }), 'sharing.link_not_found');
    assert.equal(await it_.visitor('kurz').refusal('POST', '/visit', { json: {} }), 'http.invalid_input');
    const told = new Set<string>();
    for (let guess = 0; guess < 70; guess += 1)
      told.add(await it_.visitor(String(guess).padStart(22, 'x')).refusal('POST', '/visit', { json: {} }));
    assert.deepEqual([...told], ['sharing.link_not_found', 'sharing.too_many_tries']);
    // who has a right one is not held up by that
    assert.equal((await it_.visitor(one.token).enter()).state, 'open');
  });

  it('with a password: asked, throttled, not asked again; a new one ends every visit', async () => {
    const { token, id } = await it_.make('anna', folder, { kind: 'viewer', password: 'Rathaus-Linde-7' });
    const guest = it_.visitor(token);
    assert.deepEqual(await guest.enter(), { state: 'password', link: null });
    assert.equal(
      await guest.refusal('POST', '/visit', { json: { password: 'falsch' } }),
      'sharing.link_wrong_password',
    );
    assert.equal((await guest.enter({ password: 'Rathaus-Linde-7' })).state, 'open');
    assert.equal((await guest.list()).length, 2);

    const attacker = it_.visitor(token);
    const told: string[] = [];
    for (let guess = 0; guess < 8; guess += 1)
      told.push(await attacker.refusal('POST', '/visit', { json: { password: `geraten-${guess}` } }));
    assert.ok(told.includes('auth.too_many_attempts'), told.join());
    assert.equal((await guest.enter()).state, 'open', 'who is in is not asked again');

    await it_.api('anna', 'PATCH', `/links/${id}`, { password: 'Neues-Wort-11' });
    assert.equal(await guest.refusal('GET', '/folder'), 'sharing.link_locked');
    it_.clock.time += 20 * minute;
    assert.equal((await guest.enter({ password: 'Neues-Wort-11' })).state, 'open');
  });

  it('for recipients: a code by mail, once, ten minutes; the same answer for everybody', async () => {
    const { token } = await it_.make('anna', folder, { kind: 'viewer', recipients: ['Erika@Firma.example'] });
    const { database } = it_.world.landescloud;
    const mails = (kind: string) =>
      database.query<{ recipient: string; text: string }>(
        'select recipient, text from platform.mail where kind = $1 order by id desc',
        [kind],
      );
    assert.deepEqual(
      (await mails('sharing.link')).map(({ recipient }) => recipient),
      ['erika@firma.example'],
    );
    const visitor = it_.visitor(token);
    assert.deepEqual(await visitor.enter(), { state: 'code', link: null });
    const ask = async (address: string) => {
      const answer = await visitor.call('POST', '/codes', { json: { address } });
      assert.equal(answer.status, 202);
      return (await answer.json()) as { challenge: string; endsAt: number };
    };
    const stranger = await ask('jemand@anders.example');
    const { challenge } = await ask('erika@firma.example');
    await until(async () => (await mails('sharing.link_code')).length > 0, { what: 'the code is sent' });
    const sent = await mails('sharing.link_code');
    const code = /^(\d{8})$/m.exec(sent[0]?.text ?? '')?.[1] ?? assert.fail('no code');
    assert.deepEqual(
      sent.map(({ recipient }) => recipient),
      ['erika@firma.example'],
      'nobody else gets one',
    );
    const wrong = code === '12345678' ? '87654321' : '12345678';
    assert.equal(
      await visitor.refusal('POST', '/visit', { json: { challenge, code: wrong } }),
      'sharing.link_wrong_code',
    );
    assert.equal(
      await visitor.refusal('POST', '/visit', { json: { challenge: stranger.challenge, code } }),
      'sharing.link_wrong_code',
    );
    assert.equal((await visitor.enter({ challenge, code })).state, 'open');
    const second = it_.visitor(token);
    assert.equal(await second.refusal('POST', '/visit', { json: { challenge, code } }), 'sharing.link_wrong_code');
  });

  it('who is to collect something is told which visitors would see it', async () => {
    const top = await it_.folder('anna', 'Verfahren');
    const inner = await it_.folder('anna', 'Verfahren', 'Nachweise');
    const seen = async (login: string, id: number) =>
      (await it_.api<{ items: Record<string, unknown>[] }>(login, 'GET', `/nodes/${id}/seen-by-links`)).items;
    assert.deepEqual(await seen('anna', inner), []);
    await it_.make('anna', top, { kind: 'viewer', viewOnly: true, password: 'Rathaus-Linde-7' });
    await it_.make('anna', inner, { kind: 'uploader' });
    const gone = await it_.make('anna', inner, { kind: 'editor' });
    const on = { id: top, name: 'Verfahren' };
    const [first, second] = await seen('anna', inner);
    assert.deepEqual({ ...first, endsAt: 0 }, { on, kind: 'viewer', viewOnly: true, isProtected: true, endsAt: 0 });
    assert.equal(second?.['kind'], 'editor');
    await it_.api('anna', 'DELETE', `/links/${gone.id}`);
    assert.equal((await seen('anna', inner)).length, 1);
    const { files, database } = it_.world.landescloud;
    await database.transaction((tx) =>
      files.grants.share(tx, inner, [{ granteeId: it_.world.person('bernd').id, roles: ['editor'] }]),
    );
    assert.deepEqual((await seen('bernd', inner))[0]?.['on'], { id: top, name: '' }, 'whose name they do not see');
    const answer = await it_.world.fetch('bernd', `/api/v1/nodes/${top}/seen-by-links`);
    assert.equal(answer.status, 404);
  });

  it('somebody else cannot use up a recipient’s codes', async () => {
    const { token } = await it_.make('anna', folder, { kind: 'viewer', recipients: ['frieda@firma.example'] });
    const mailed = (kind: string) =>
      it_.world.landescloud.database.query<{ text: string }>(
        `select text from platform.mail where kind = $1 and recipient = 'frieda@firma.example' order by id desc`,
        [kind],
      );
    const codes = () => mailed('sharing.link_code');
    const ask = async (from: Visitor, who: object) => {
      const answer = await from.call('POST', '/codes', { json: who });
      assert.equal(answer.status, 202, await answer.clone().text());
      return ((await answer.json()) as { challenge: string }).challenge;
    };
    const arrived = async (count: number) => {
      await until(async () => (await codes()).length >= count, { what: `${count} codes are sent` });
      const sent = await codes();
      assert.equal(sent.length, count);
      return /^(\d{8})$/m.exec(sent[0]?.text ?? '')?.[1] ?? assert.fail('no code');
    };
    const attack = async (networks: readonly string[], before: number) => {
      for (const [at, network] of networks.entries()) {
        const attacker = it_.visitor(token);
        attacker.network = network;
        for (let time = 1; time <= 3; time += 1) {
          await ask(attacker, { address: 'Frieda@firma.example' });
          await arrived(before + at * 3 + time);
        }
        // a network has no more than its share
        await ask(attacker, { address: 'frieda@firma.example' });
      }
    };
    await attack(['198.51.100.1', '198.51.100.2'], 0);

    const [invitation] = await mailed('sharing.link');
    const key = /#k=([\w-]{22})$/m.exec(invitation?.text ?? '')?.[1] ?? assert.fail('no key');
    const frieda = it_.visitor(token);
    frieda.network = '203.0.113.9';
    const challenge = await ask(frieda, { key });
    const code = await arrived(7);
    assert.equal((await frieda.enter({ challenge, code })).state, 'open');
    assert.equal(
      await it_.visitor(token).refusal('POST', '/codes', { json: { key: 'A'.repeat(22) } }),
      'sharing.link_not_found',
    );

    // the visit has ended, the browser is known
    it_.clock.time += 13 * 60 * minute;
    await attack(['198.51.100.3', '198.51.100.4'], 7);
    assert.equal((await frieda.enter()).state, 'code');
    const later = await ask(frieda, { address: 'frieda@firma.example' });
    const another = await arrived(14);
    assert.equal((await frieda.enter({ challenge: later, code: another })).state, 'open');
  });

  it('counts a download once a visit and file, and ends at its number', async () => {
    const { token, id } = await it_.make('anna', folder, { kind: 'viewer', downloadLimit: 2 });
    const [one, two, three] = [it_.visitor(token), it_.visitor(token), it_.visitor(token)];
    for (const visitor of [one, two, three]) await visitor.enter();
    const fetchAll = (range: string) => one.call('GET', `/nodes/${report}/content`, { headers: { range } });
    for (const range of ['bytes=0-2', 'bytes=3-5', 'bytes=6-']) assert.equal((await fetchAll(range)).status, 206);
    await one.call('HEAD', `/nodes/${report}/content`);
    const both = await Promise.all([two, three].map((visitor) => visitor.refusal('GET', `/nodes/${report}/content`)));
    assert.deepEqual(both.toSorted(), ['', 'sharing.downloads_used_up'], 'of two at once, one');
    assert.equal(await three.refusal('GET', '/zip'), 'sharing.downloads_used_up');
    assert.equal((await fetchAll('bytes=0-')).status, 206, 'what was begun can be resumed');
    assert.equal((await one.enter()).link?.['downloadsLeft'], 0);
    const { items } = await it_.api<{ items: { id: number; downloadCount: number }[] }>(
      'anna',
      'GET',
      `/nodes/${folder}/links`,
    );
    assert.equal(items.find((link) => link.id === id)?.downloadCount, 2);
    const use = await it_.api<{ visits: { downloads: { name: string }[] }[] }>('anna', 'GET', `/links/${id}/use`);
    assert.equal(use.visits.flatMap(({ downloads }) => downloads).length, 2);
  });

  it('only to look at: no content, no zip; what has a preview is shown', async () => {
    const { token } = await it_.make('anna', folder, { kind: 'viewer', viewOnly: true });
    const visitor = it_.visitor(token);
    await visitor.enter();
    assert.equal(await visitor.refusal('GET', `/nodes/${report}/content`), 'sharing.link_view_only');
    assert.equal(await visitor.refusal('GET', `/nodes/${report}/content?show=1`), 'sharing.link_view_only');
    assert.equal(await visitor.refusal('GET', '/zip'), 'sharing.link_view_only');
    await until(async () => (await visitor.call('GET', `/nodes/${report}/preview?size=large`)).status === 200);
    // all of it can be read, and nothing else
    await until(async () => (await visitor.call('GET', `/nodes/${report}/pages`)).status === 200);
    await until(async () => (await visitor.call('GET', `/nodes/${report}/pages/1/text`)).status === 200);
    assert.equal(await (await visitor.call('GET', `/nodes/${report}/pages/1/text`)).text(), 'Der Bericht');
    assert.equal(await visitor.refusal('GET', `/nodes/${report}/pages/2/text`), 'files.no_preview');
    assert.equal(await visitor.refusal('GET', `/nodes/${report}/pages/0`), 'http.invalid_input');
    for (const what of ['pages', 'pages/1', 'pages/1/text'])
      assert.equal(await visitor.refusal('GET', `/nodes/${secret}/${what}`), 'files.node_not_found');
    const counted = it_.visitor((await it_.make('anna', folder, { kind: 'viewer', downloadLimit: 1 })).token);
    await counted.enter();
    assert.equal((await counted.call('GET', `/nodes/${report}/pages`)).status, 200);
    await counted.call('GET', `/nodes/${report}/content`);
    assert.equal(await counted.refusal('GET', `/nodes/${report}/pages/1/text`), 'sharing.downloads_used_up');
    const drop = it_.visitor((await it_.make('anna', folder, { kind: 'uploader' })).token);
    await drop.enter();
    assert.equal(await drop.refusal('GET', `/nodes/${report}/pages/1/text`), 'sharing.link_upload_only');
    const dav = await fetch(`${it_.world.url}/public.php/dav/files/${token}/bericht.txt`);
    assert.equal(dav.status, 403);
  });

  it('ends: by its date, by hand, with what it leads to; who had it is told no more than that', async () => {
    const dated = await it_.make('anna', folder, { kind: 'viewer', endsAt: it_.clock.time + day });
    const visitor = it_.visitor(dated.token);
    await visitor.enter();
    it_.clock.time += day;
    assert.deepEqual(await visitor.enter(), { state: 'ended', link: null });
    assert.equal(await visitor.refusal('GET', `/nodes/${report}/content`), 'sharing.link_ended');
    await it_.world.landescloud.links.tidy();
    const grants = await it_.world.landescloud.files.grants.of(folder);
    assert.ok(!grants.some(({ granteeId }) => granteeId === -dated.id), 'files grant it nothing any more');
    await it_.api('anna', 'PATCH', `/links/${dated.id}`, { endsAt: it_.clock.time + day });
    assert.equal((await it_.visitor(dated.token).enter()).state, 'open', 'a later end opens it again');

    await it_.api('anna', 'DELETE', `/links/${dated.id}`);
    assert.deepEqual(await visitor.enter(), { state: 'ended', link: null });
    const again = await it_.world.fetch('anna', `/api/v1/links/${dated.id}`, { method: 'DELETE' });
    assert.equal(again.status, 404);

    const doomed = await it_.folder('anna', 'Bald weg');
    const gone = await it_.make('anna', doomed, { kind: 'viewer' });
    await it_.remove('anna', doomed);
    assert.deepEqual(await it_.visitor(gone.token).enter(), { state: 'ended', link: null });
  });

  it('lists what one has made in pages, newest first, without what lies in the trash', async () => {
    interface Listed {
      readonly items: { id: number; node: { name: string }; visitCount: number }[];
      readonly next: number | null;
    }
    const list = (query: string) => it_.api<Listed>('clara', 'GET', `/links?${query}`);
    const names = ['Eins', 'Zwei', 'Drei', 'Vier'];
    const ids: number[] = [];
    for (const name of names) {
      const at = await it_.folder('clara', name);
      ids.push((await it_.make('clara', at, { kind: 'viewer' })).id);
      if (name === 'Drei') await it_.remove('clara', at);
    }
    const first = await list('limit=2');
    assert.deepEqual(
      first.items.map(({ node }) => node.name),
      ['Vier', 'Zwei'],
    );
    const second = await list(`limit=2&before=${first.next}`);
    assert.deepEqual(
      second.items.map(({ node, visitCount }) => [node.name, visitCount]),
      [['Eins', 0]],
    );
    assert.equal(second.next, null);
    await it_.api('clara', 'DELETE', `/links/${ids[3]}`);
    assert.equal((await list('limit=50')).items.length, 2);
    assert.equal((await it_.world.fetch('clara', '/api/v1/links?limit=0')).status, 400);
  });

  it('withdrawing ends a download that runs', async () => {
    const large = await it_.file('anna', 'Unterlagen/groß.bin', 'x'.repeat(30_000_000));
    const { token, id } = await it_.make('anna', folder, { kind: 'viewer' });
    const visitor = it_.visitor(token);
    await visitor.enter();
    const answer = await visitor.call('GET', `/nodes/${large}/content`);
    const reader = (answer.body ?? assert.fail('no body')).getReader();
    await reader.read();
    await it_.api('anna', 'DELETE', `/links/${id}`);
    const rest = async () => {
      for (let got = 0; ;) {
        const { done, value } = await reader.read();
        if (done) return got;
        got += value.length;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await assert.rejects(rest);
    await it_.remove('anna', large);
  });

  it('is made by who manages what it leads to, within the rules', async () => {
    const refused = async (login: string, path: string, body?: unknown, method = 'POST') => {
      const init =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const answer = await it_.world.fetch(login, `/api/v1${path}`, { method, ...init });
      return answer.ok ? '' : ((await answer.json()) as { code: string }).code;
    };
    const at = `/nodes/${folder}/links`;
    const { id } = await it_.make('anna', folder, { kind: 'viewer' });
    assert.equal(await refused('bernd', at, { kind: 'viewer' }), 'files.node_not_found');
    assert.equal(await refused('clara', at, undefined, 'GET'), 'files.node_not_found');
    for (const [method, path] of [
      ['PATCH', `/links/${id}`],
      ['DELETE', `/links/${id}`],
      ['GET', `/links/${id}/use`],
    ] as const)
      assert.equal(
        await refused('bernd', path, method === 'PATCH' ? { name: 'x' } : undefined, method),
        'sharing.link_not_found',
      );
    assert.equal(await refused('anna', at, { kind: 'viewer', endsAt: it_.clock.time - 1 }), 'sharing.link_invalid');
    assert.equal(
      await refused('anna', at, { kind: 'viewer', endsAt: it_.clock.time + 400 * day }),
      'sharing.link_too_long',
    );
    assert.equal(await refused('anna', at, { kind: 'viewer', password: 'kurz' }), 'sharing.link_invalid');
    assert.equal(await refused('anna', at, { kind: 'viewer', recipients: ['keine Adresse'] }), 'sharing.link_invalid');
    assert.equal(await refused('anna', `/nodes/${report}/links`, { kind: 'uploader' }), 'sharing.link_kind_wrong');
    const root = (await it_.api<{ parentId: number }>('anna', 'GET', `/nodes/${folder}`)).parentId;
    assert.equal(await refused('anna', `/nodes/${root}/links`, { kind: 'viewer' }), 'sharing.not_allowed');

    const { organisations } = it_.world.landescloud.directory;
    const rule = (name: string, value: string | null) =>
      organisations.setRule(it_.world.person('admin').actor, 'tfm', name, value);
    await rule('links.password', 'required');
    assert.equal(await refused('anna', at, { kind: 'viewer' }), 'sharing.link_needs_password');
    assert.equal(await refused('anna', at, { kind: 'viewer', password: 'Rathaus-Linde-7' }), '');
    await rule('sharing.outside', 'guests-only');
    assert.equal(
      await refused('anna', at, { kind: 'viewer', password: 'Rathaus-Linde-7' }),
      'sharing.links_not_allowed',
    );
    await rule('sharing.outside', null);
    await rule('links.password', null);
  });

  it('to change a folder: within it alone', async () => {
    const work = await it_.folder('anna', 'Gemeinsam');
    const { token } = await it_.make('anna', work, { kind: 'editor' });
    const visitor = it_.visitor(token);
    await visitor.enter();
    assert.equal((await visitor.upload('neu/a.txt', 'von draußen')).status, 201);
    const [made] = await visitor.list();
    assert.equal(made?.name, 'neu');
    assert.equal(await visitor.refusal('PATCH', `/nodes/${made?.id}`, { json: { name: 'umbenannt' } }), '');
    for (const parentId of [folder, secret]) {
      assert.equal(
        await visitor.refusal('POST', '/folders', { json: { parentId, name: 'x' } }),
        'files.node_not_found',
      );
      assert.ok((await visitor.upload('x.txt', 'x', { parentId: String(parentId) })).status >= 400);
    }
    for (const path of ['../x.txt', 'neu/../../x.txt', './x.txt', 'a//b.txt'])
      assert.equal((await visitor.upload(path, 'x')).status, 400, path);
    assert.equal(await visitor.refusal('DELETE', `/nodes/${work}`), 'files.space_root');
    assert.equal(await visitor.refusal('PATCH', `/nodes/${work}`, { json: { name: 'x' } }), 'files.read_only');
    assert.equal(await visitor.refusal('DELETE', `/nodes/${made?.id}`), '');
    assert.deepEqual(await visitor.list(), []);
  });
});
