import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { password, startDirectory, system } from './directory-fixture.ts';
import type { DirectoryFixture } from './directory-fixture.ts';

let it_: DirectoryFixture;
before(async () => {
  it_ = await startDirectory();
});
after(() => it_[Symbol.asyncDispose]());

const post = (body: unknown) => it_.ask('admin', 'POST', '/api/v1/people', body);
const patch = (login: string, body: unknown) => it_.ask('admin', 'PATCH', `/api/v1/people/${login}`, body);
const peopleCount = async () => (await it_.db.query('select 1 from directory.person')).length;
const canSignIn = (login: string, secret: string, address: string) =>
  it_.auth.signIn({ login, password: secret, address, client: 'test' }).then(
    () => true,
    () => false,
  );

describe('a guest', () => {
  it('comes by invitation alone: nobody is added as one, made one, or made something else', async () => {
    const before = await peopleCount();
    const added = await post({ login: 'gast.g', name: 'Gast', organisationKey: 'jena', role: 'guest' });
    assert.deepEqual([added.status, added.json['code']], [409, 'directory.guest_unfit']);
    assert.equal(await peopleCount(), before);
    const turned = await patch('bernd', { role: 'guest' });
    assert.deepEqual([turned.status, turned.json['code']], [409, 'directory.guest_unfit']);
    await it_.db.query(`update directory.person set role = 'guest' where login = 'bernd'`);
    for (const change of [{ role: 'member' }, { role: 'platform-administrator' }, { organisationKey: 'tfm' }]) {
      const { status, json } = await patch('bernd', change);
      assert.deepEqual([status, json['code']], [409, 'directory.guest_unfit'], JSON.stringify(change));
    }
    const given = await it_.ask('admin', 'PUT', '/api/v1/organisations/tfm/roles/auditor/bernd');
    assert.deepEqual([given.status, given.json['code']], [409, 'directory.role_unfit']);
    const [row] = await it_.db.query(
      `update directory.person set role = 'member' where login = 'bernd' returning role`,
    );
    assert.ok(row);
    assert.deepEqual(await it_.recorded(), []);
  });
});

describe('adding people', () => {
  it('makes somebody who can sign in', async () => {
    const body = {
      login: 'carla.c',
      name: ' Carla\u0308 ',
      organisationKey: 'jena',
      email: 'c@jena.example',
      password,
    };
    const { status, json } = await post(body);
    assert.equal(status, 201);
    assert.ok(Math.abs((json['createdAt'] as number) - Date.now()) < 60_000);
    const { id, createdAt, ...seen } = json;
    assert.ok(id && createdAt);
    assert.deepEqual(seen, {
      login: 'carla.c',
      name: 'Carl\u00e4',
      organisation: { key: 'jena', name: 'Jena' },
      email: 'c@jena.example',
      role: 'member',
      disabled: false,
      kind: 'member',
      language: 'de',
      jobTitle: null,
      phone: null,
      place: null,
      addresses: [],
      manager: null,
      deputies: [],
      assignments: [],
      leftAt: null,
      erased: false,
      source: null,
    });
    assert.equal(await canSignIn('carla.c', password, '10.1.0.1'), true);
    const event = (await it_.recorded()).find(({ type }) => type === 'directory.person_added');
    assert.deepEqual(event, {
      type: 'directory.person_added',
      subject: `person:${id}`,
      data: { login: 'carla.c', role: 'member' },
    });
  });

  it('leaves nobody called by what cannot be a login', async () => {
    for (const login of ['%', "' or 1=1 --", '\ud800']) {
      const answer = await it_.ask(null, 'POST', '/api/v1/session', { login, password });
      assert.deepEqual([answer.status, answer.json['code']], [401, 'auth.wrong_credentials']);
    }
  });

  it('without a password makes somebody who cannot', async () => {
    assert.equal((await post({ login: 'ohne', name: 'Ohne', organisationKey: 'jena' })).status, 201);
    assert.equal(await canSignIn('ohne', password, '10.1.0.2'), false);
  });

  it('refuses what is wrong and adds nothing', async () => {
    const good = { login: 'gut', name: 'Gut', organisationKey: 'jena' };
    const wrong = [
      [{ ...good, login: 'Groß' }, 400, 'directory.invalid_input'],
      [{ ...good, login: 'Gross' }, 400, 'directory.invalid_input'],
      [{ ...good, login: '..' }, 400, 'directory.invalid_input'],
      [{ ...good, login: 'a/b' }, 400, 'directory.invalid_input'],
      [{ ...good, login: 'a b' }, 400, 'directory.invalid_input'],
      [{ ...good, login: 'a'.repeat(65) }, 400, 'http.invalid_input'],
      [{ ...good, login: '' }, 400, 'http.invalid_input'],
      [{ ...good, name: '  ' }, 400, 'directory.invalid_input'],
      [{ ...good, name: 'a\nb' }, 400, 'directory.invalid_input'],
      [{ ...good, name: 'a\u0000b' }, 400, 'http.invalid_input'],
      [{ ...good, name: 'a'.repeat(201) }, 400, 'http.invalid_input'],
      [{ ...good, email: 'keine' }, 400, 'directory.invalid_input'],
      [{ ...good, email: 'a@b\r\nBcc: x@y' }, 400, 'directory.invalid_input'],
      [{ ...good, role: 'king' }, 400, 'http.invalid_input'],
      [{ ...good, language: 'fr' }, 400, 'http.invalid_input'],
      [{ ...good, organisationKey: 'none' }, 404, 'directory.organisation_not_found'],
      [{ ...good, password: 'kurz' }, 400, 'auth.password_too_short'],
      [{ ...good, role: 'platform-administrator', password: 'Zwölf Zeichen' }, 400, 'auth.password_too_short'],
      [{ ...good, disabled: true }, 400, 'http.invalid_input'],
      [{ login: 'gut' }, 400, 'http.invalid_input'],
      [[], 400, 'http.invalid_input'],
    ] as const;
    const before = await peopleCount();
    for (const [body, status, code] of wrong) {
      const answer = await post(body);
      assert.deepEqual(
        [JSON.stringify(body), answer.status, answer.json['code']],
        [JSON.stringify(body), status, code],
      );
    }
    assert.equal(await peopleCount(), before);
  });

  it('gives a login once, also to two who ask at the same time', async () => {
    const body = { login: 'zwilling', name: 'Zwilling', organisationKey: 'jena' };
    const answers = await Promise.all([post(body), post(body), post(body)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
    assert.ok(answers.some(({ json }) => json['code'] === 'directory.login_taken'));
  });
});

describe('finding people', () => {
  it('goes by parts of name, login and address, and pages', async () => {
    const find = async (query: string) => {
      const { json } = await it_.ask('admin', 'GET', `/api/v1/people?${query}`);
      return { total: json['total'], logins: (json['items'] as { login: string }[]).map(({ login }) => login) };
    };
    assert.deepEqual(await find('q=ÄMS'), { total: 1, logins: ['anna'] });
    assert.deepEqual(await find('q=tfm.EXAMPLE'), { total: 1, logins: ['anna'] });
    assert.deepEqual(await find('q=ern'), { total: 1, logins: ['bernd'] });
    for (const special of ['%25', '_', '%5C', "'"]) {
      assert.equal((await find(`q=${special}`)).total, 0, special);
    }
    assert.deepEqual((await find('organisation=tfm')).logins, ['anna']);
    const all = await find('limit=500');
    assert.equal(all.total, all.logins.length);
    const pages = [await find('limit=2'), await find('limit=2&offset=2')];
    assert.deepEqual(
      pages.flatMap(({ logins }) => logins),
      all.logins.slice(0, 4),
    );
    assert.ok(pages.every(({ total }) => total === all.total));
    assert.equal((await find('offset=100000')).total, all.total);
  });

  it('refuses bad pages', async () => {
    for (const query of ['limit=0', 'limit=501', 'offset=-1', 'limit=x', `q=${'x'.repeat(300)}`]) {
      assert.equal((await it_.ask('admin', 'GET', `/api/v1/people?${query}`)).status, 400, query);
    }
  });
});

describe('changing people', () => {
  it('shows everywhere at once', async () => {
    const { id } = (await it_.directory.people.byLogin('anna'))!;
    const cards = async () => (await it_.directory.people.byIds([id])).get(id)!;
    assert.equal((await cards()).name, 'Anna Ämsel');
    const { json } = await patch('anna', { name: 'Anna Bach', email: null, organisationKey: 'jena' });
    assert.deepEqual(
      [json['name'], json['email'], json['organisation']],
      ['Anna Bach', null, { key: 'jena', name: 'Jena' }],
    );
    assert.equal((await cards()).name, 'Anna Bach');
    assert.equal((await it_.directory.people.byLogin('anna'))!.organisation.key, 'jena');
    const me = await it_.ask('anna', 'GET', '/api/v1/me');
    assert.equal((me.json['organisation'] as { key: string }).key, 'jena');
    assert.equal((await it_.ask('anna', 'GET', '/api/v1/people/bernd')).status, 200);
    await patch('anna', { name: 'Anna Ämsel', organisationKey: 'tfm' });
    assert.equal((await it_.ask('anna', 'GET', '/api/v1/people/bernd')).status, 404);
  });

  it('is recorded with the fields, not with their contents', async () => {
    await patch('bernd', { email: 'geheim@jena.example' });
    const event = (await it_.recorded()).at(-1)!;
    assert.equal(event.type, 'directory.person_changed');
    assert.deepEqual(event.data, { changed: ['email'] });
    const count = (await it_.recorded()).length;
    await patch('bernd', {});
    await patch('bernd', { disabled: false });
    assert.equal((await it_.recorded()).length, count);
  });

  it('refuses what is wrong', async () => {
    for (const [login, body, status, code] of [
      ['niemand', { name: 'x' }, 404, 'directory.person_not_found'],
      ['anna', { organisationKey: 'none' }, 404, 'directory.organisation_not_found'],
      ['anna', { name: '' }, 400, 'http.invalid_input'],
      ['anna', { name: '\u0007' }, 400, 'directory.invalid_input'],
      ['anna', { login: 'neu' }, 400, 'http.invalid_input'],
      ['anna', { disabled: 'yes' }, 400, 'http.invalid_input'],
      ['a%00b', { name: 'x' }, 400, 'http.invalid_input'],
    ] as const) {
      const answer = await patch(login, body);
      assert.deepEqual([login, answer.status, answer.json['code']], [login, status, code]);
    }
  });

  it('takes away administration at once', async () => {
    await patch('anna', { role: 'platform-administrator' });
    assert.equal((await it_.ask('anna', 'GET', '/api/v1/people/bernd')).json['role'], 'member');
    await patch('anna', { role: 'member' });
    assert.equal((await it_.ask('anna', 'GET', '/api/v1/people/bernd')).status, 404);
  });

  it('always leaves one administrator, also when two remove each other', async () => {
    assert.equal((await patch('admin', { role: 'member' })).json['code'], 'directory.last_administrator');
    assert.equal((await patch('admin', { disabled: true })).json['code'], 'directory.last_administrator');
    await patch('anna', { role: 'platform-administrator' });
    const [admin, anna] = [await it_.actor('admin'), await it_.actor('anna')];
    const results = await Promise.allSettled([
      it_.directory.people.update(admin, 'anna', { role: 'member' }),
      it_.directory.people.update(anna, 'admin', { role: 'member' }),
    ]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await it_.directory.people.update(system, 'admin', { role: 'platform-administrator' });
    await it_.directory.people.update(system, 'anna', { role: 'member' });
  });
});

describe('disabling', () => {
  it('ends what is signed in at once, hides the person from members, and can be undone', async () => {
    assert.equal((await it_.ask('bernd', 'GET', '/api/v1/me')).status, 200);
    assert.equal((await patch('bernd', { disabled: true })).json['disabled'], true);
    assert.equal((await it_.ask('bernd', 'GET', '/api/v1/me')).status, 401);
    assert.equal(await canSignIn('bernd', password, '10.1.0.3'), false);
    assert.equal((await it_.ask('admin', 'GET', '/api/v1/people?q=bernd')).json['total'], 1);
    await it_.directory.people.update(system, 'anna', { organisationKey: 'jena' });
    assert.equal((await it_.ask('anna', 'GET', '/api/v1/people?q=bernd')).json['total'], 0);
    assert.equal((await it_.ask('anna', 'GET', '/api/v1/people/bernd')).status, 404);
    assert.equal((await it_.directory.people.byLogin('bernd'))!.disabled, true);
    assert.deepEqual((await it_.recorded()).at(-2)!.type, 'directory.person_disabled');

    it_.events.start();
    const sessions = () =>
      it_.db.query(
        `select 1 from auth.session s join directory.person p on p.id = s.person_id where p.login = 'bernd'`,
      );
    for (let tries = 0; tries < 100 && (await sessions()).length > 0; tries += 1) {
      await new Promise((done) => setTimeout(done, 50));
    }
    assert.deepEqual(await sessions(), []);

    await patch('bernd', { disabled: false });
    assert.equal((await it_.ask('bernd', 'GET', '/api/v1/me')).status, 401);
    assert.equal(await canSignIn('bernd', password, '10.1.0.4'), true);
  });
});

describe('an administrator', () => {
  it('gives a new password, which ends the sessions', async () => {
    const next = 'Blaue Stunde am Abend';
    assert.equal((await it_.ask('anna', 'GET', '/api/v1/me')).status, 200);
    const put = (login: string, secret: string) =>
      it_.ask('admin', 'PUT', `/api/v1/people/${login}/password`, { password: secret });
    assert.equal((await put('anna', 'kurz')).json['code'], 'auth.password_too_short');
    assert.equal((await put('niemand', next)).json['code'], 'directory.person_not_found');
    assert.equal((await it_.ask('anna', 'GET', '/api/v1/me')).status, 200);
    assert.equal((await put('anna', next)).status, 204);
    assert.equal((await it_.ask('anna', 'GET', '/api/v1/me')).status, 401);
    assert.equal(await canSignIn('anna', password, '10.1.0.5'), false);
    assert.equal(await canSignIn('anna', next, '10.1.0.6'), true);
  });
});
