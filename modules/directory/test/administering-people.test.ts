import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { password, startDirectory, system } from './directory-fixture.ts';
import type { Answer, As, DirectoryFixture } from './directory-fixture.ts';

let it_: DirectoryFixture;
const people = '/api/v1/people';

/** anna administers tfm and the authority below it; emil works there, bernd elsewhere. */
before(async () => {
  it_ = await startDirectory();
  const { directory, auth } = it_;
  await directory.organisations.add(system, { key: 'amt', name: 'Amt', parentKey: 'tfm' });
  await directory.organisations.setRule(system, 'land', 'people.visibility', 'everyone');
  for (const login of ['emil', 'fritz']) {
    const { id } = await directory.people.add(system, { login, name: `Person ${login}`, organisationKey: 'amt' });
    await auth.setPassword(system, id, password);
  }
  await directory.organisations.assignRole(system, 'tfm', 'organisation-administrator', 'anna');
});
after(() => it_[Symbol.asyncDispose]());

const said = ({ status, json }: Answer) => [status, json['code']];
const items = ({ json }: Answer) => json['items'] as Record<string, unknown>[];

async function signIn(login: string): Promise<string> {
  const signedIn = await it_.auth.signIn({ login, password, address: `10.1.0.${login.length}`, client: 'Firefox' });
  assert.ok(signedIn.kind === 'signed-in');
  return signedIn.token;
}

describe('how others sign in', () => {
  const access = async (as: As, login = 'emil') => it_.ask(as, 'GET', `${people}/${login}/access`);
  const lists = ({ json }: Answer, list: 'sessions' | 'appPasswords') => json[list] as { id: number }[];

  it('is shown to who administers them, without a secret', async () => {
    const token = await signIn('emil');
    const emil = await it_.actor('emil');
    const { token: program } = await it_.auth.appPasswords.create(emil, { label: 'Notebook' });
    const answer = await access('anna');
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.json['factors'], {
      password: true,
      totp: 0,
      passkeys: 0,
      recoveryCodes: 0,
      byProvider: false,
      required: 'password',
      reachable: 'password',
    });
    assert.equal(lists(answer, 'sessions').length, 1);
    assert.deepEqual((answer.json['appPasswords'] as { label: string }[])[0]?.label, 'Notebook');
    const text = JSON.stringify(answer.json);
    assert.ok(!text.includes(token) && !text.includes(program));
  });

  it('is nobody else’s to see or to end', async () => {
    const [session] = lists(await access('anna'), 'sessions');
    const [program] = lists(await access('anna'), 'appPasswords');
    const writes = ['access', 'factors', `sessions/${session!.id}`, `app-passwords/${program!.id}`];
    const everything = [['GET', 'access'], ...writes.map((path) => ['DELETE', path] as const)] as const;
    for (const [method, path] of everything) {
      const ask = (as: As, login: string) => it_.ask(as, method, `${people}/${login}/${path}`);
      assert.deepEqual(said(await ask(null, 'emil')), [401, 'auth.not_signed_in'], path);
      assert.deepEqual(said(await ask('bernd', 'emil')), [403, 'directory.not_allowed'], path);
      // anna may know bernd, and administers the platform as little as its administrator
      assert.deepEqual(said(await ask('anna', 'bernd')), [403, 'auth.not_allowed'], path);
      assert.deepEqual(said(await ask('anna', 'admin')), [403, 'auth.not_allowed'], path);
      assert.deepEqual(said(await ask('anna', 'niemand')), [404, 'directory.person_not_found'], path);
    }
    const after = await access('anna');
    assert.equal(lists(after, 'sessions').length, 1);
    assert.equal(lists(after, 'appPasswords').length, 1);
  });

  it('ends one session, of this person alone', async () => {
    const token = await signIn('fritz');
    const [others] = lists(await access('anna', 'fritz'), 'sessions');
    assert.deepEqual(said(await it_.ask('anna', 'DELETE', `${people}/emil/sessions/${others!.id}`)), [
      404,
      'auth.session_not_found',
    ]);
    assert.ok(await it_.auth.authenticateCookie(token));
    assert.equal((await it_.ask('anna', 'DELETE', `${people}/fritz/sessions/${others!.id}`)).status, 204);
    assert.equal(await it_.auth.authenticateCookie(token), null);
    const event = (await it_.recorded()).findLast(({ type }) => type === 'auth.access_ended');
    assert.deepEqual(event?.data, { sessionId: others!.id });
  });

  it('ends an app password', async () => {
    const fritz = await it_.actor('fritz');
    const { id, token } = await it_.auth.appPasswords.create(fritz, { label: 'Telefon' });
    assert.ok(await it_.auth.authenticateAppPassword('fritz', token));
    assert.deepEqual(said(await it_.ask('anna', 'DELETE', `${people}/emil/app-passwords/${id}`)), [
      404,
      'auth.app_password_not_found',
    ]);
    assert.equal((await it_.ask('anna', 'DELETE', `${people}/fritz/app-passwords/${id}`)).status, 204);
    assert.equal(await it_.auth.authenticateAppPassword('fritz', token), null);
  });

  it('ends everything, and takes second factors away', async () => {
    const token = await signIn('fritz');
    assert.equal((await it_.ask('anna', 'DELETE', `${people}/fritz/access`)).status, 204);
    assert.equal(await it_.auth.authenticateCookie(token), null);
    const again = await signIn('fritz');
    assert.equal((await it_.ask('anna', 'DELETE', `${people}/fritz/factors`)).status, 204);
    assert.equal(await it_.auth.authenticateCookie(again), null);
    assert.ok((await it_.recorded()).some(({ type }) => type === 'auth.factors_reset'));
  });

  it('refuses what is no number', async () => {
    for (const path of ['sessions/x', 'sessions/0', 'app-passwords/-1', 'sessions/99999999999999999999']) {
      assert.deepEqual(said(await it_.ask('anna', 'DELETE', `${people}/emil/${path}`)), [400, 'http.invalid_input']);
    }
  });
});

describe('what an organisation’s administrator is shown', () => {
  it('is whom they administer, where they ask for that', async () => {
    const logins = (answer: Answer) => items(answer).map(({ login }) => login);
    const all = await it_.ask('anna', 'GET', people);
    assert.ok(logins(all).includes('bernd'));
    const own = await it_.ask('anna', 'GET', `${people}?administered=true`);
    assert.deepEqual(logins(own).toSorted(), ['anna', 'emil', 'fritz']);
    assert.equal(own.json['total'], 3);
    assert.equal((await it_.ask('bernd', 'GET', `${people}?administered=true`)).json['total'], 0);
    assert.equal((await it_.ask('admin', 'GET', `${people}?administered=true`)).json['total'], 5);
  });

  it('is the groups of a person whom they administer', async () => {
    const { groups } = it_.directory;
    await groups.add(system, { key: 'runde', name: 'Runde', organisationKey: 'amt' });
    await groups.add(system, { key: 'andere', name: 'Andere', organisationKey: 'amt' });
    await groups.addMembers(system, 'runde', ['emil', 'bernd']);
    const keys = (answer: Answer) => items(answer).map(({ key }) => key);
    assert.deepEqual(keys(await it_.ask('anna', 'GET', '/api/v1/groups?member=emil')), ['runde']);
    assert.deepEqual(keys(await it_.ask('anna', 'GET', '/api/v1/groups?member=bernd')), []);
    assert.deepEqual(keys(await it_.ask('bernd', 'GET', '/api/v1/groups?member=bernd')), ['runde']);
    assert.deepEqual(keys(await it_.ask('bernd', 'GET', '/api/v1/groups?member=emil')), []);
    assert.deepEqual(keys(await it_.ask('admin', 'GET', '/api/v1/groups?member=niemand')), []);
  });

  it('says who set a rule, and when', async () => {
    const before = it_.clock.now();
    const path = '/api/v1/organisations/tfm/rules';
    await it_.ask('anna', 'PUT', `${path}/guests.longest_days`, { value: 90 });
    for (const key of ['tfm', 'amt']) {
      const rules = items(await it_.ask('anna', 'GET', `/api/v1/organisations/${key}/rules`));
      const rule = rules.find((each) => each['rule'] === 'guests.longest_days');
      assert.equal(rule?.['changedBy'], 'Anna Ämsel');
      assert.ok(Number(rule?.['changedAt']) >= before);
      const untouched = rules.find((each) => each['from'] === null);
      assert.deepEqual([untouched?.['changedAt'], untouched?.['changedBy']], [null, null]);
    }
    await it_.ask('anna', 'PUT', `${path}/guests.longest_days`, { value: null });
    const reset = items(await it_.ask('anna', 'GET', path)).find((each) => each['rule'] === 'guests.longest_days');
    assert.deepEqual([reset?.['changedAt'], reset?.['changedBy']], [null, null]);
  });

  it('says whether they decide what their organisation is within the state', async () => {
    const above = async (as: As, key: string) =>
      (await it_.ask(as, 'GET', `/api/v1/organisations/${key}`)).json['administeredAbove'];
    assert.equal(await above('anna', 'tfm'), false);
    assert.equal(await above('anna', 'amt'), true);
    assert.equal(await above('admin', 'land'), true);
    assert.equal(await above('anna', 'jena'), undefined);
  });

  it('says where a person comes from and what is kept there', async () => {
    const source = async (as: As) => (await it_.ask(as, 'GET', `${people}/emil`)).json['source'];
    assert.equal(await source('anna'), null);
    const [row] = await it_.db.query<{ id: number }>(
      `insert into directory.source (organisation_id, kind, name, settings)
       select id, 'csv', 'Personalstelle', '{"columns": {"login": "Kennung", "name": "Name"}}' from directory.organisation
       where key = 'land' returning id`,
    );
    await it_.db.query(
      `insert into directory.source_person (person_id, source_id, external_id)
       select id, ${row!.id}, 'e1' from directory.person where login = 'emil'`,
    );
    const { administered: own, ...facts } = (await source('anna')) as Record<string, unknown>;
    assert.deepEqual(facts, { id: row!.id, name: 'Personalstelle', kind: 'csv', keeps: ['login', 'name'] });
    assert.equal(own, false);
    assert.equal(((await source('admin')) as Record<string, unknown>)['administered'], true);
    assert.equal(await source('bernd'), undefined);
    await it_.db.query('update directory.source set removed_at = now()');
    assert.equal(await source('anna'), null);
  });

  it('is taken along as CSV: organisations, groups, and who is in them', async () => {
    await it_.directory.groups.add(system, { key: 'formel', name: '=1+1', organisationKey: 'amt' });
    await it_.directory.groups.addMembers(system, 'formel', ['emil']);
    await it_.directory.groups.add(system, { key: 'fremd', name: 'Fremd', organisationKey: 'jena' });
    await it_.directory.groups.addMembers(system, 'fremd', ['anna']);
    const csv = async (as: As, path: string) => (await it_.ask(as, 'GET', `/api/v1/${path}`)).json['text'];
    const groups = String(await csv('anna', 'groups/export'));
    assert.match(groups, /"formel";"'=1\+1";"amt";"1"\r\n/);
    assert.ok(!groups.includes('fremd'));
    assert.match(String(await csv('anna', 'groups/formel/members/export')), /"emil";"Person emil";"Amt";"amt"\r\n/);
    assert.match(String(await csv('anna', 'organisations/export')), /"amt";"Amt";"";"authority";"tfm";"";"2"\r\n/);
    assert.ok(!String(await csv('anna', 'organisations/export')).includes('jena'));
    for (const path of ['groups/export', 'groups/formel/members/export', 'organisations/export']) {
      assert.deepEqual(said(await it_.ask(null, 'GET', `/api/v1/${path}`)), [401, 'auth.not_signed_in']);
      assert.deepEqual(said(await it_.ask('bernd', 'GET', `/api/v1/${path}`)), [403, 'directory.not_allowed'], path);
    }
    // anna is in it, and it is not hers to hand out
    const foreign = await it_.ask('anna', 'GET', '/api/v1/groups/fremd/members/export');
    assert.deepEqual(said(foreign), [403, 'directory.not_allowed']);
  });

  it('asks for a proof again before anything is ended', async () => {
    it_.clock.move(24 * 3_600_000);
    for (const path of ['access', 'factors', 'sessions/1', 'app-passwords/1']) {
      const answer = await it_.ask('anna', 'DELETE', `${people}/emil/${path}`);
      assert.deepEqual(said(answer), [403, 'auth.step_up_required'], path);
    }
  });
});
