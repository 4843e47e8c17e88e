import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { day, startGuestWorld } from './guest-world.ts';
import type { GuestWorld } from './guest-world.ts';

/** Words of what is not the guest's: none of them may stand in any answer. */
const secrets = [
  'Bernd Brandt',
  'Clara',
  'stadt-erfurt',
  'tmil',
  'Geheimer Plan',
  'Geheime Gruppe',
  'anderer@example.org',
];

let w: GuestWorld;
let guest: { login: string; cookie: string };
let basic: string;
before(async () => {
  w = await startGuestWorld();
  guest = await w.signedInGuest('gast@example.org');
  basic = await w.appPassword(guest.login);
  await w.as('clara', 'POST', '/api/v1/guests', w.guestOf('anderer@example.org'));
  await w.world.fetch('bernd', '/remote.php/dav/files/bernd/Geheimer%20Plan.txt', { method: 'PUT', body: 'x' });
  await w.as('admin', 'POST', '/api/v1/groups', { key: 'geheim', name: 'Geheime Gruppe' });
});
after(() => w[Symbol.asyncDispose]());

const dav = (method: string, path: string, init: RequestInit = {}) =>
  fetch(w.world.url + path, { method, ...init, headers: { authorization: basic, ...init.headers } });

const sane = (text: string, where: string) => {
  for (const secret of secrets) assert.ok(!text.includes(secret), `${where} tells of ${secret}: ${text.slice(0, 400)}`);
};

type Paths = Record<string, Record<string, { requestBody?: object }>>;

/** Each address with something that exists in each of its places, the guest's own or another's. */
function filled(path: string, names: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}|:(\w+)/g, (_, one: string | undefined, other: string | undefined) => {
    return names[(one ?? other)!] ?? '1';
  });
}

describe('a guest to whom nothing was shared', () => {
  it('gets nothing of others from any address, and changes nothing', async () => {
    const document = (await w.ask(null, 'GET', '/api/v1/openapi.json')).json['paths'] as Paths;
    const counts = () =>
      w.database.query(
        `select (select count(*) from directory.person) as people, (select count(*) from directory.guest) as guests,
           (select count(*) from directory.organisation) as organisations, (select count(*) from directory.group) as groups,
           (select count(*) from directory.group_member) as group_members,
           (select count(*) from directory.role_assignment) as roles,
           (select count(*) from directory.organisation_rule) as rules,
           (select count(*) from files.space where kind = 'project') as spaces,
           (select count(*) from files.node_grant where member > 1) as members,
           (select count(*) from files.node where parent_id is not null) as nodes`,
      );
    const before = await counts();
    const [bernd] = await w.database.query<{ id: number }>(
      `select id from files.node where name = 'Geheimer Plan.txt'`,
    );
    const names = {
      login: 'bernd',
      key: 'stadt-erfurt',
      id: String(bernd!.id),
      token: 'x'.repeat(43),
      rule: 'guests.invite',
    };
    let asked = 0;
    for (const [path, methods] of Object.entries(document)) {
      for (const method of Object.keys(methods)) {
        if (method === 'head' || method === 'options' || path === '/api/v1/events') continue;
        // signs the guest out: last
        if (path === '/api/v1/session' || path.startsWith('/api/v1/me/') || /password/.test(path)) continue;
        const body = methods[method]?.requestBody === undefined ? undefined : {};
        const { status, json } = await w.ask(guest.cookie, method.toUpperCase(), filled(path, names), body);
        const where = `${method} ${path}`;
        assert.ok(status < 500, `${where}: ${status} ${JSON.stringify(json)}`);
        sane(JSON.stringify(json), where);
        asked += 1;
      }
    }
    assert.ok(asked > 60, `only ${asked} addresses`);
    assert.deepEqual(await counts(), before);
  });

  it('administers nothing and invites nobody, in well-formed requests too', async () => {
    const space = await w.annasSpace();
    const commands = [
      ['POST', '/api/v1/guests', w.guestOf('neu@example.org')],
      ['POST', `/api/v1/guests/${guest.login}/confirm`],
      ['POST', `/api/v1/guests/${guest.login}/end`],
      ['PATCH', `/api/v1/guests/${guest.login}`, { endsAt: w.clock.now() + 300 * day }],
      ['POST', '/api/v1/spaces', { name: 'Meiner' }],
      ['PUT', `/api/v1/spaces/${space}/members/${guest.login}`, { role: 'manager' }],
      ['GET', `/api/v1/spaces/${space}/members`],
      ['POST', '/api/v1/groups', { key: 'meine', name: 'Meine' }],
      ['POST', '/api/v1/organisations', { key: 'meine', name: 'Meine' }],
      ['POST', '/api/v1/people', { login: 'neu', name: 'Neu', organisationKey: 'tfm' }],
      ['PATCH', `/api/v1/people/${guest.login}`, { role: 'member' }],
      ['GET', '/api/v1/people/bernd'],
      ['GET', '/api/v1/people/anna'],
    ] as const;
    for (const [method, path, body] of commands) {
      const { status } = await w.ask(guest.cookie, method, path, body);
      assert.ok(status === 403 || status === 404, `${method} ${path}: ${status}`);
    }
  });

  it('finds nobody, sees no organisation and no group', async () => {
    for (const path of ['/api/v1/people?q=an', '/api/v1/groups', '/api/v1/guests?sponsor=all', '/api/v1/spaces']) {
      const { status, json } = await w.ask(guest.cookie, 'GET', path);
      assert.ok(status === 403 || (json['items'] as unknown[]).length === 0, `${path}: ${JSON.stringify(json)}`);
    }
    const { json } = await w.ask(guest.cookie, 'GET', '/api/v1/me');
    assert.deepEqual([json['login'], json['role']], [guest.login, 'guest']);
  });

  it('has a root in every protocol that nothing can be put into', async () => {
    const root = `/remote.php/dav/files/${guest.login}`;
    const listed = await dav('PROPFIND', `${root}/`, { headers: { depth: '1' } });
    assert.equal(listed.status, 207);
    const text = await listed.text();
    assert.equal(text.match(/<d:response>/g)?.length, 1);
    for (const [method, path, init] of [
      ['PUT', `${root}/neu.txt`, { body: 'x' }],
      ['MKCOL', `${root}/neu`, {}],
      [
        'LOCK',
        `${root}/neu.txt`,
        {
          body: '<d:lockinfo xmlns:d="DAV:"><d:lockscope><d:exclusive/></d:lockscope><d:locktype><d:write/></d:locktype></d:lockinfo>',
        },
      ],
      [
        'PROPPATCH',
        `${root}/`,
        {
          body: '<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><x xmlns="y">1</x></d:prop></d:set></d:propertyupdate>',
        },
      ],
      ['DELETE', `${root}/`, {}],
      ['PUT', '/remote.php/webdav/neu.txt', { body: 'x' }],
    ] as const) {
      const { status } = await dav(method, path, init);
      assert.ok((status >= 403 && status < 500) || status === 207, `${method} ${path}: ${status}`);
    }
    const rows = await w.database.query(
      `select 1 from files.node n join files.space s on s.id = n.space_id where s.owner_id = (select id from directory.person where login = $1) and n.parent_id is not null`,
      [guest.login],
    );
    assert.equal(rows.length, 0);
    const tus = await fetch(`${w.world.url}/api/v1/uploads`, {
      method: 'POST',
      headers: {
        authorization: basic,
        'tus-resumable': '1.0.0',
        'upload-length': '3',
        'upload-metadata': `filename ${btoa('neu.txt')}`,
      },
    });
    assert.equal(tus.status, 403);
    const user = (await (await dav('GET', '/ocs/v2.php/cloud/user?format=json')).json()) as {
      ocs: { data: { id: string; quota: { total: number; free: number } } };
    };
    assert.deepEqual([user.ocs.data.id, user.ocs.data.quota.total, user.ocs.data.quota.free], [guest.login, 0, 0]);
  });

  it('sees nobody else’s tree by WebDAV or OCS', async () => {
    for (const path of ['files', 'uploads', 'trashbin', 'versions', 'principals/users']) {
      for (const login of ['anna', 'bernd', 'niemand']) {
        const answer = await dav('PROPFIND', `/remote.php/dav/${path}/${login}/`, { headers: { depth: '1' } });
        assert.ok(answer.status === 404 || answer.status === 403, `${path}/${login}: ${answer.status}`);
        sane(await answer.text(), path);
      }
    }
    for (const path of [
      'cloud/users',
      'cloud/users/bernd',
      'cloud/groups',
      'apps/files_sharing/api/v1/sharees?search=an&itemType=file',
      'apps/files_sharing/api/v1/shares',
    ]) {
      sane(await (await dav('GET', `/ocs/v2.php/${path}`)).text(), path);
    }
  });
});

describe('a guest of a space', () => {
  it('sees it and its members, as viewer or editor, never as manager', async () => {
    const space = await w.annasSpace();
    const member = `/api/v1/spaces/${space}/members/${guest.login}`;
    assert.equal((await w.as('anna', 'PUT', member, { role: 'viewer' })).status, 204);
    const root = `/remote.php/dav/files/${guest.login}`;
    const listed = await (await dav('PROPFIND', `${root}/`, { headers: { depth: '1' } })).text();
    assert.equal(listed.match(/<d:response>/g)?.length, 2);
    assert.ok([403, 409].includes((await dav('PUT', `${root}/Haushalt%202027/neu.txt`, { body: 'x' })).status));
    assert.equal((await w.as('anna', 'PUT', member, { role: 'editor' })).status, 204);
    assert.equal((await dav('PUT', `${root}/Haushalt%202027/neu.txt`, { body: 'x' })).status, 201);
    const { json } = await w.ask(guest.cookie, 'GET', `/api/v1/spaces/${space}/members`);
    assert.ok((json['items'] as { login: string }[]).some(({ login }) => login === 'anna'));
    assert.equal((await w.as('anna', 'PUT', member, { role: 'manager' })).json['code'], 'files.guest_not_manager');
  });

  it('is nobody to who does not know them, and is kept out by the rule', async () => {
    const { login } = await w.signedInGuest('regel@example.org');
    const made = await w.as('admin', 'POST', '/api/v1/spaces', {
      name: 'Claras Raum',
      organisationKey: 'stadt-erfurt',
    });
    const space = String(made.json['id']);
    await w.as('admin', 'PUT', `/api/v1/spaces/${space}/members/clara`, { role: 'manager' });
    const unknown = await w.as('clara', 'PUT', `/api/v1/spaces/${space}/members/${login}`, { role: 'viewer' });
    const nobody = await w.as('clara', 'PUT', `/api/v1/spaces/${space}/members/niemand`, { role: 'viewer' });
    assert.deepEqual([unknown.status, unknown.json], [nobody.status, nobody.json]);
    await w.setRule('tfm', 'sharing.outside', 'nobody');
    const path = `/api/v1/spaces/${await w.annasSpace()}/members/${login}`;
    assert.equal((await w.as('anna', 'PUT', path, { role: 'viewer' })).json['code'], 'files.guests_not_allowed');
    const invited = w.guestOf('raum@example.org', { space: { id: await w.annasSpace(), role: 'viewer' } });
    assert.equal((await w.as('anna', 'POST', '/api/v1/guests', invited)).json['code'], 'files.guests_not_allowed');
    await w.setRule('tfm', 'sharing.outside', 'allowed');
  });

  it('is out of everything within a minute of one click: session, program, stream, socket, upload, space', async () => {
    const root = `/remote.php/dav/files/${guest.login}`;
    const stream = await fetch(`${w.world.url}/api/v1/events`, { headers: { cookie: guest.cookie } });
    const streamEnded = (async () => {
      for await (const part of stream.body!) void part;
    })();
    const socket = new WebSocket(`${w.world.url.replace('http', 'ws')}/push/ws`);
    const socketEnded = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
    const password = Buffer.from(basic.slice(6), 'base64').toString().split(':')[1]!;
    await new Promise<void>((resolve) => {
      socket.addEventListener('open', () => {
        socket.send(guest.login);
        socket.send(password);
      });
      socket.addEventListener('message', ({ data }) => data === 'authenticated' && resolve());
    });
    let pulled = 0;
    let over = false;
    const endless = new ReadableStream<Uint8Array>({
      async pull(controller) {
        pulled += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (over) controller.close();
        else controller.enqueue(new Uint8Array(1024));
      },
    });
    const upload = dav('PUT', `${root}/Haushalt%202027/endlos.bin`, {
      body: endless,
      duplex: 'half',
    }).then(
      ({ status }) => status,
      () => 'cut off',
    );
    while (pulled < 5) await new Promise((resolve) => setTimeout(resolve, 20));

    const begun = performance.now();
    assert.equal((await w.as('anna', 'POST', `/api/v1/guests/${guest.login}/end`)).status, 200);
    assert.equal((await w.ask(guest.cookie, 'GET', '/api/v1/me')).status, 401);
    assert.equal((await dav('PROPFIND', `${root}/`, { headers: { depth: '0' } })).status, 401);
    await streamEnded;
    await socketEnded;
    assert.notEqual(await upload, 201);
    over = true;
    const members = async () =>
      w.database.query(
        `select 1 from files.node_grant m join files.space s on s.root_id = m.node_id
         where s.kind = 'project' and m.grantee_id = (select id from directory.person where login = $1)`,
        [guest.login],
      );
    while ((await members()).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const seconds = (performance.now() - begun) / 1000;
    assert.ok(seconds < 60, `it took ${seconds} s`);
    console.log(`out of everything after ${seconds.toFixed(1)} s`);
    const left = await w.database.query(`select 1 from files.node where name = 'endlos.bin'`);
    assert.equal(left.length, 0);
  });
});

describe('guests of others', () => {
  const commands = (login: string) =>
    [
      ['PATCH', `/api/v1/guests/${login}`, { reason: 'Anders' }],
      ['POST', `/api/v1/guests/${login}/confirm`],
      ['POST', `/api/v1/guests/${login}/resend`],
      ['POST', `/api/v1/guests/${login}/end`],
    ] as const;

  it('are unknown to other members, sibling administrators and other organisations', async () => {
    const { login, cookie } = await w.signedInGuest('rechte@example.org');
    await w.administer('clara', 'stadt-erfurt');
    for (const who of ['bernd', 'clara']) {
      for (const [method, path, body] of commands(login)) {
        const { status, json } = await w.as(who, method, path, body);
        assert.deepEqual([status, json['code']], [404, 'directory.guest_not_found'], `${who} ${method} ${path}`);
      }
      assert.ok(!JSON.stringify((await w.as(who, 'GET', '/api/v1/guests?sponsor=all&state=all')).json).includes(login));
    }
    for (const [method, path, body] of commands(login)) {
      assert.equal((await w.ask(cookie, method, path, body)).status, 404, `the guest ${method} ${path}`);
      assert.equal((await w.ask(null, method, path, body)).status, 401, `signed out ${method} ${path}`);
      const program = await fetch(w.world.url + path, {
        method,
        headers: {
          authorization: w.world.person('anna').authorization,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      assert.equal(program.status, 403, `an app password ${method} ${path}`);
    }
    for (const path of ['/api/v1/guests', '/api/v1/guests/rules', '/api/v1/guests/export'])
      assert.equal((await w.ask(null, 'GET', path)).status, 401, path);
  });

  it('are managed by who administers the organisation; the sponsor is named by them alone', async () => {
    const { login } = await w.signedInGuest('verwaltet@example.org');
    await w.administer('bernd', 'tfm');
    await w.as('bernd', 'DELETE', '/api/v1/session');
    const seen = await w.as('bernd', 'GET', '/api/v1/guests?sponsor=all&q=verwaltet');
    assert.equal(seen.json['total'], 1, JSON.stringify(seen.json));
    const own = await w.as('anna', 'PATCH', `/api/v1/guests/${login}`, { sponsorLogin: 'anna' });
    assert.deepEqual([own.status, own.json['code']], [403, 'directory.not_allowed']);
    assert.equal((await w.as('bernd', 'POST', `/api/v1/guests/${login}/confirm`)).status, 200);
    assert.equal((await w.as('bernd', 'POST', `/api/v1/guests/${login}/end`)).json['state'], 'ended');
  });
});
