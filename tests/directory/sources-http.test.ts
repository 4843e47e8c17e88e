import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '@landescloud/kernel';
import { passwordOf, startWorld } from '@landescloud/testing';
import type { World } from '@landescloud/testing';

let world: World;
const cookies = new Map<string, string>();
const system = systemActor('tests');

// anna administers tfm, bernd a municipality below it, clara nothing, admin everything
before(async () => {
  world = await startWorld();
  const { directory, database } = world.landescloud;
  await directory.organisations.add(system, { key: 'unten', name: 'Amt unten', parentKey: 'tfm' });
  for (const [login, key] of [
    ['anna', 'tfm'],
    ['bernd', 'unten'],
  ]) {
    await database.query(
      `insert into directory.role_assignment (person_id, role, organisation_id)
       select p.id, 'organisation-administrator', o.id from directory.person p, directory.organisation o
       where p.login = $1 and o.key = $2`,
      [login, key],
    );
  }
  for (const login of ['admin', 'anna', 'bernd', 'clara']) {
    const answer = await fetch(`${world.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password: passwordOf(login) }),
    });
    assert.equal(answer.status, 200);
    cookies.set(login, String(answer.headers.get('set-cookie')).split(';', 1)[0] ?? '');
  }
});
after(() => world.stop());

interface Answer {
  readonly status: number;
  // eslint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

async function ask(
  as: string | null,
  method: string,
  path: string,
  body?: unknown,
  type = 'application/json',
): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const answer = await fetch(`${world.url}/api/v1/sources${path}`, {
    method,
    headers: {
      ...(as === null ? {} : { cookie: cookies.get(as) ?? '' }),
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) };
}

const add = async (as: string, organisationKey: string, kind = 'csv') =>
  (await ask(as, 'POST', '', { organisationKey, kind, name: `Quelle ${organisationKey}` })).json;
const upload = (as: string | null, id: number, content: string | Uint8Array) =>
  ask(as, 'POST', `/${id}/csv`, content, 'text/csv');

async function finished(id: number, run: number): Promise<Answer['json']> {
  for (;;) {
    const { json } = await ask('admin', 'GET', `/${id}/runs/${run}`);
    if (!['waiting', 'reading', 'applying'].includes(json.run.state)) return json;
    await sleep(30);
  }
}

describe('who may do what with a source', () => {
  it('goes by the organisation, and what one may not know is not there', async () => {
    const { id } = await add('anna', 'tfm');
    const { json: looked } = await ask('anna', 'POST', `/${id}/dry-run`, {});
    assert.equal(looked.code, 'directory.upload_not_found');
    const hash = '0'.repeat(64);
    const addresses: [string, string, unknown?][] = [
      ['GET', ''],
      ['PATCH', '', { name: 'Anders' }],
      ['POST', '/test', {}],
      ['POST', '/dry-run', {}],
      ['POST', '/run', {}],
      ['GET', '/runs'],
      ['GET', '/runs/1'],
      ['POST', '/runs/1/confirm', { hash }],
      ['POST', '/runs/1/discard', { hash }],
      ['GET', '/tokens'],
      ['POST', '/token', { label: 'x' }],
      ['DELETE', '/tokens/1'],
      ['POST', '/allow-leaving'],
      ['DELETE', ''],
    ];
    for (const [method, path, body] of addresses) {
      const label = `${method} ${path}`;
      const signedOut = await ask(null, method, `/${id}${path}`, body);
      assert.deepEqual([label, signedOut.status, signedOut.json.code], [label, 401, 'auth.not_signed_in']);
      for (const as of ['bernd', 'clara']) {
        const answer = await ask(as, method, `/${id}${path}`, body);
        assert.deepEqual([label, as, answer.status, answer.json.code], [label, as, 404, 'directory.source_not_found']);
      }
      const byApp = await fetch(`${world.url}/api/v1/sources/${id}${path}`, {
        method,
        headers: {
          authorization: world.person('anna').authorization,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      assert.equal(byApp.status, 403, `${label} with an app password`);
    }
    assert.equal((await upload(null, id, 'a;b')).status, 401);
    assert.equal((await upload('bernd', id, 'a;b')).status, 404);
    assert.equal((await ask('anna', 'GET', `/${id}`)).status, 200);
    assert.equal((await ask('admin', 'GET', `/${id}`)).status, 200);
    assert.equal((await ask('anna', 'DELETE', `/${id}`)).status, 204);
    assert.equal((await ask('anna', 'GET', `/${id}`)).status, 404);
  });

  it('lists what one administers', async () => {
    const { id: below } = await add('bernd', 'unten');
    const { id: above } = await add('anna', 'tfm');
    const ids = async (as: string) => (await ask(as, 'GET', '')).json.items.map(({ id }: { id: number }) => id);
    assert.deepEqual(await ids('bernd'), [below]);
    assert.deepEqual((await ids('anna')).sort(), [below, above].sort());
    assert.deepEqual((await ids('admin')).sort(), [below, above].sort());
    const nobody = await ask('clara', 'GET', '');
    assert.deepEqual([nobody.status, nobody.json.code], [403, 'directory.not_allowed']);
    const foreign = await ask('bernd', 'POST', '', { organisationKey: 'tfm', kind: 'csv', name: 'x' });
    assert.deepEqual([foreign.status, foreign.json.code], [403, 'directory.not_allowed']);
    for (const id of [below, above]) await ask('admin', 'DELETE', `/${id}`);
  });

  it('asks again who it is before anything is changed', async () => {
    const { id } = await add('anna', 'tfm');
    await world.landescloud.database.query(`update auth.session set proven_at = now() - interval '1 day'`);
    const old = cookies.get('anna') ?? '';
    // sessions are remembered for a moment; another process would see it at once
    world.landescloud.hints.publish('auth.access-ended', { personId: world.person('anna').id });
    world.landescloud.hints.publish('directory.person', { personId: world.person('anna').id });
    const refused = await ask('anna', 'PATCH', `/${id}`, { name: 'x' });
    assert.deepEqual([refused.status, refused.json.code], [403, 'auth.step_up_required']);
    assert.equal((await ask('anna', 'GET', `/${id}`)).status, 200);
    await world.landescloud.database.query('update auth.session set proven_at = now()');
    for (const login of ['admin', 'anna', 'bernd', 'clara'])
      world.landescloud.hints.publish('directory.person', { personId: world.person(login).id });
    assert.equal(old, cookies.get('anna'));
    assert.equal((await ask('anna', 'DELETE', `/${id}`)).status, 204);
  });

  it('takes no nonsense', async () => {
    const { id } = await add('anna', 'tfm');
    for (const [method, path, body, code] of [
      ['POST', '', { organisationKey: 'tfm', kind: 'ftp', name: 'x' }, 'http.invalid_input'],
      ['POST', '', { organisationKey: 'tfm', kind: 'csv', name: ' ' }, 'directory.invalid_input'],
      ['POST', '', { organisationKey: 'tfm', kind: 'ldap', name: 'x' }, 'directory.invalid_input'],
      ['POST', '', { organisationKey: 'nirgends', kind: 'csv', name: 'x' }, 'directory.organisation_not_found'],
      ['PATCH', `/${id}`, { settings: { columns: { passwort: 'x' } } }, 'directory.invalid_input'],
      ['PATCH', `/${id}`, { settings: { brakeShare: 'viel' } }, 'directory.invalid_input'],
      ['PATCH', `/${id}`, { kind: 'ldap' }, 'http.invalid_input'],
      ['GET', '/x', undefined, 'http.invalid_input'],
      ['GET', '/99999999999999999999', undefined, 'http.invalid_input'],
      ['GET', `/${id}/runs?limit=0`, undefined, 'http.invalid_input'],
      ['GET', `/${id}/runs/1?kind=all`, undefined, 'http.invalid_input'],
      ['POST', `/${id}/token`, { label: 'x' }, 'directory.wrong_source_kind'],
      ['POST', `/${id}/test`, {}, 'directory.wrong_source_kind'],
    ] as const) {
      const answer = await ask('anna', method, path, body);
      assert.deepEqual([method, path, answer.json.code], [method, path, code]);
      assert.ok(answer.status >= 400 && answer.status < 500);
    }
    await ask('anna', 'DELETE', `/${id}`);
  });
});

describe('a CSV file', () => {
  const rows = [
    'Anmeldename;Nachname;Vorname;E-Mail;Dienststelle;Gruppen;Telefon;Vorgesetzte',
    'c.groß;Groß;Carla;c.gross@unten.example;Amt unten;Bau, Haushalt;+49 1;',
    'd.müller;Müller;Dora;d@unten.example;;Bau;;e.exner',
    'e.exner;"Exner; genannt ""Ex""";Erik;e@unten.example;unten;;=1+1;',
  ];
  const good = rows.map((row) => row.replace('c.groß', 'c.gross').replace('d.müller', 'd.mueller')).join('\r\n');
  const windows = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

  it('is looked at, mapped by its titles, and taken over as it was looked at', async () => {
    const { id } = await add('anna', 'tfm');
    const sent = await upload('anna', id, windows(good));
    assert.equal(sent.status, 200);
    const { encoding, delimiter, rows: count, guess } = sent.json;
    assert.deepEqual([encoding, delimiter, count], ['windows-1252', ';', 3]);
    assert.deepEqual(guess, {
      login: 'Anmeldename',
      firstName: 'Vorname',
      lastName: 'Nachname',
      email: 'E-Mail',
      organisation: 'Dienststelle',
      groups: 'Gruppen',
      manager: 'Vorgesetzte',
      phone: 'Telefon',
    });
    assert.equal((await ask('anna', 'PATCH', `/${id}`, { settings: { columns: guess } })).status, 200);
    const started = await ask('anna', 'POST', `/${id}/dry-run`, {});
    assert.equal(started.status, 202);
    const looked = await finished(id, started.json.id);
    assert.deepEqual([looked.run.state, looked.run.counts.added, looked.run.counts.problem], ['looked', 3, 1]);
    assert.equal(await world.landescloud.directory.people.byLogin('c.gross'), undefined, 'only looked');
    const added = await ask('anna', 'GET', `/${id}/runs/${looked.run.id}?kind=added`);
    assert.deepEqual(
      added.json.items.map(({ label, after }: { label: string; after: { organisation: string } }) => [
        label,
        after.organisation,
      ]),
      [
        ['Carla Groß', 'unten'],
        ['Dora Müller', 'tfm'],
        ['Erik Exner; genannt "Ex"', 'unten'],
      ],
    );
    const confirm = (hash: string) => ask('anna', 'POST', `/${id}/runs/${looked.run.id}/confirm`, { hash });
    assert.equal((await confirm('1'.repeat(64))).json.code, 'directory.difference_outdated');
    assert.equal((await confirm(looked.run.hash)).status, 200);
    assert.equal((await finished(id, looked.run.id)).run.state, 'done');
    assert.equal((await world.landescloud.directory.people.byLogin('d.mueller'))?.name, 'Dora Müller');
    const [manager] = await world.landescloud.database.query<{ login: string }>(
      `select m.login from directory.person p join directory.person m on m.id = p.manager_id where p.login = 'd.mueller'`,
    );
    assert.equal(manager?.login, 'e.exner');
    assert.equal((await ask('anna', 'GET', `/${id}`)).json.groups, 2);
    assert.equal((await ask('anna', 'GET', `/${id}`)).json.people, 3);

    // the next file lacks somebody and changes somebody
    await upload('anna', id, `\ufeff${good.split('\r\n').slice(0, 3).join('\n').replace('Dora', 'Doris')}`);
    const next = await ask('anna', 'POST', `/${id}/run`, {});
    const done = await finished(id, next.json.id);
    assert.deepEqual([done.run.state, done.run.counts.changed, done.run.counts.leaving], ['done', 1, 1]);
    const changed = done.items.find(({ kind }: { kind: string }) => kind === 'changed');
    assert.deepEqual([changed.before, changed.after.name], [{ name: 'Dora Müller' }, 'Doris Müller']);
    assert.equal((await world.landescloud.directory.people.byLogin('e.exner'))?.disabled, true);

    await ask('anna', 'DELETE', `/${id}`);
    assert.equal((await world.landescloud.directory.people.byLogin('c.gross'))?.disabled, false, 'its people stay');
    const again = await add('anna', 'tfm');
    await upload('anna', again.id, good);
    await ask('anna', 'PATCH', `/${again.id}`, { settings: { columns: guess, adopts: true } });
    const adopted = await finished(again.id, (await ask('anna', 'POST', `/${again.id}/run`, {})).json.id);
    assert.equal((await ask('anna', 'GET', `/${again.id}`)).json.people, 2, JSON.stringify(adopted.run.counts));
    await ask('anna', 'DELETE', `/${again.id}`);
  });

  it('changes nobody’s way in who administers more than its part of the tree', async () => {
    const { database } = world.landescloud;
    const { id } = await add('anna', 'tfm');
    const columns = { login: 'Login', name: 'Name', email: 'Mail' };
    await ask('anna', 'PATCH', `/${id}`, { settings: { columns } });
    const run = async (content: string) => {
      assert.equal((await upload('anna', id, content)).status, 200);
      return finished(id, (await ask('anna', 'POST', `/${id}/run`, {})).json.id);
    };
    await run('Login;Name;Mail\nchef;Chef;chef@tfm.example');
    await database.query(
      `insert into directory.role_assignment (person_id, role, organisation_id)
       select p.id, 'organisation-administrator', o.id from directory.person p, directory.organisation o
       where p.login = 'chef' and o.parent_id is null limit 1`,
    );
    const done = await run('Login;Name;Mail\nchef;Chef;anna@tfm.example');
    assert.equal(done.run.counts.problem, 1);
    assert.deepEqual(done.items[0].after, { problem: 'protected', field: 'email' });
    assert.equal((await world.landescloud.directory.people.byLogin('chef'))?.email, 'chef@tfm.example');
    const left = await database.query('select 1 from directory.source_upload where source_id = $1', [id]);
    assert.equal(left.length, 0, 'the file is not kept');
    await ask('anna', 'DELETE', `/${id}`);
  });

  it('that is none says why', async () => {
    const { id } = await add('anna', 'tfm');
    for (const [content, reason] of [
      ['', 'no_columns'],
      [';;;\n', 'no_columns'],
      ['a;a\n1;2', 'column_twice'],
      ['a;b\n"1;2\n3;4', 'quote_not_closed'],
      ['a;b\n1"2;3', 'invalid_opening_quote'],
      [new Uint8Array([0, 1, 2, 3]), 'not_text'],
      [Array.from({ length: 300 }, (_, at) => `s${at}`).join(','), 'too_many_columns'],
    ] as const) {
      const answer = await upload('anna', id, content);
      assert.deepEqual(
        [reason, answer.status, answer.json.code, answer.json.details.reason],
        [reason, 400, 'directory.unreadable_csv', reason],
      );
    }
    const large = await upload('anna', id, 'x'.repeat(33 * 1024 * 1024)).catch(() => ({ status: 413 }));
    assert.equal(large.status, 413);
    assert.equal((await ask('anna', 'POST', `/${id}/csv`, '{}', 'application/json')).status, 415);
    await ask('anna', 'DELETE', `/${id}`);
  });

  it('of 25,000 people is taken over within half a minute', { timeout: 120_000 }, async (t) => {
    const { id } = await add('anna', 'tfm');
    const lines = Array.from(
      { length: 25_000 },
      (_, at) => `csv${at},Person ${at},csv${at}@tfm.example,Gruppe ${at % 12}`,
    );
    const { json } = await upload('anna', id, ['Benutzername,Name,E-Mail,Gruppen', ...lines].join('\n'));
    await ask('anna', 'PATCH', `/${id}`, { settings: { columns: json.guess } });
    const start = performance.now();
    const done = await finished(id, (await ask('anna', 'POST', `/${id}/run`, {})).json.id);
    const seconds = (performance.now() - start) / 1000;
    t.diagnostic(`25,000 rows: ${seconds.toFixed(1)} s`);
    assert.deepEqual([done.run.state, done.run.counts.added, done.run.counts['group-added']], ['done', 25_000, 12]);
    assert.ok(seconds < 30);
  });
});

describe('by itself', () => {
  it('a source runs by its schedule, and one that is switched off or waits for a hand does not', async () => {
    const { jobs, database } = world.landescloud;
    const settings = { url: 'ldap://127.0.0.1:1', base: 'dc=x', schedule: 'hourly' };
    const ldap = async (more: object) =>
      (
        await ask('anna', 'POST', '', {
          organisationKey: 'tfm',
          kind: 'ldap',
          name: 'LDAP',
          settings: { ...settings, ...more },
        })
      ).json.id as number;
    const [runs, manual, off] = [await ldap({}), await ldap({ schedule: 'manual' }), await ldap({})];
    await ask('anna', 'PATCH', `/${off}`, { enabled: false });
    const refused = await ask('anna', 'POST', `/${off}/run`, {});
    assert.deepEqual([refused.status, refused.json.code], [409, 'directory.source_disabled']);
    await jobs.enqueue(database, 'directory.schedule-sources', {});
    let run;
    while (!run || run.state === 'waiting' || run.state === 'reading') {
      await sleep(30);
      run = (await ask('anna', 'GET', `/${runs}/runs`)).json.items[0];
    }
    assert.deepEqual(
      [run.state, run.mode, run.startedBy, run.error],
      ['failed', 'full', null, 'directory.source_unreachable:no_connection'],
    );
    for (const id of [manual, off]) assert.equal((await ask('anna', 'GET', `/${id}/runs`)).json.total, 0);
    for (const id of [runs, manual, off]) await ask('anna', 'DELETE', `/${id}`);
  });

  it('whoever is removed at the source is signed out within a minute', { timeout: 70_000 }, async () => {
    const me = () => fetch(`${world.url}/api/v1/me`, { headers: { cookie: cookies.get('clara') ?? '' } });
    const byApp = () =>
      world.fetch('clara', '/remote.php/dav/files/clara/', { method: 'PROPFIND', headers: { depth: '0' } });
    assert.deepEqual([(await me()).status, (await byApp()).status], [200, 207]);
    const { organisation } = (await world.landescloud.directory.people.byLogin('clara'))!;
    const { id } = await add('admin', organisation.key);
    await ask('admin', 'PATCH', `/${id}`, { settings: { columns: { login: 'Login', name: 'Name' }, adopts: true } });
    const run = async (content: string) => {
      await upload('admin', id, content);
      return finished(id, (await ask('admin', 'POST', `/${id}/run`, {})).json.id);
    };
    const { name } = world.person('clara');
    await run(`Login;Name\nclara;${name}\nandere;Andere`);
    assert.equal((await me()).status, 200);
    assert.equal((await run('Login;Name\nandere;Andere')).run.counts.leaving, 1);
    while ((await me()).status !== 401 || (await byApp()).status !== 401) await sleep(100);
  });
});
