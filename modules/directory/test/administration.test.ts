import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startDirectory, system } from './directory-fixture.ts';
import type { DirectoryFixture } from './directory-fixture.ts';

let it_: DirectoryFixture;

/** land > ministerium > amt > stelle, land > nachbar; who administers each, and others who must not. */
const administrators = { land: 'oben', ministerium: 'haus', amt: 'eigen', stelle: 'unten', nachbar: 'neben' } as const;

before(async () => {
  it_ = await startDirectory();
  const { organisations, people, groups } = it_.directory;
  for (const [key, parentKey] of [
    ['ministerium', 'land'],
    ['amt', 'ministerium'],
    ['amt2', 'ministerium'],
    ['stelle', 'amt'],
    ['nachbar', 'land'],
  ] as const) {
    await organisations.add(system, { key, name: `Behörde ${key}`, parentKey });
  }
  await organisations.setRule(system, 'land', 'people.visibility', 'everyone');
  await organisations.setRule(system, 'nachbar', 'people.visibility', 'organisation');
  for (const [organisationKey, login] of Object.entries(administrators)) {
    await people.add(system, { login, name: `Verwaltung ${login}`, organisationKey });
    await organisations.assignRole(system, organisationKey, 'organisation-administrator', login);
  }
  for (const [login, organisationKey] of [
    ['mitglied', 'amt'],
    ['ziel', 'amt'],
    ['fremd', 'nachbar'],
    ['gesperrt', 'amt'],
  ] as const) {
    await people.add(system, { login, name: `Person ${login}`, organisationKey });
  }
  await it_.db.query(`insert into directory.person (login, name, organisation_id, role)
    select 'gast', 'Gast', id, 'guest' from directory.organisation where key = 'amt'`);
  await it_.directory.people.update(system, 'gesperrt', { disabled: true });
  await groups.add(system, { key: 'gruppe', name: 'Gruppe', organisationKey: 'amt' });
});
after(() => it_[Symbol.asyncDispose]());

type Answer = 'ok' | 'directory.not_allowed' | 'directory.person_not_found' | 'directory.group_not_found';
const no = 'directory.not_allowed';
const absentPerson = 'directory.person_not_found';
const absentGroup = 'directory.group_not_found';

/** What each is answered; whoever is not named is forbidden. 'admin' administers the platform. */
const commands: Record<string, { run: (login: string) => Promise<unknown>; answers: Partial<Record<string, Answer>> }> =
  {
    'rename the organisation': {
      run: async (as) => it_.directory.organisations.update(await it_.actor(as), 'amt', { name: `Amt von ${as}` }),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok' },
    },
    'remove a sibling': {
      run: async (as) => {
        await it_.directory.organisations
          .add(system, { key: 'irrtum', name: 'Irrtum', parentKey: 'ministerium' })
          .catch(() => {});
        await it_.directory.organisations.remove(await it_.actor(as), 'irrtum');
      },
      answers: { admin: 'ok', oben: 'ok', haus: 'ok' },
    },
    'give it a quota': {
      run: async (as) =>
        it_.directory.organisations.update(await it_.actor(as), 'amt', { quotaBytes: Math.ceil(Math.random() * 1e9) }),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok' },
    },
    'add one below': {
      run: async (as) =>
        it_.directory.organisations.add(await it_.actor(as), { key: `unter-${as}`, name: 'X', parentKey: 'amt' }),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok' },
    },
    'set a rule': {
      run: async (as) => it_.directory.organisations.setRule(await it_.actor(as), 'amt', 'retention.trash_days', 20),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok' },
    },
    'read the roles': {
      run: async (as) => it_.directory.organisations.roles(await it_.actor(as), 'amt'),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok' },
    },
    'give a role': {
      run: async (as) => it_.directory.organisations.assignRole(await it_.actor(as), 'amt', 'auditor', 'mitglied'),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok' },
    },
    'take a role': {
      run: async (as) => it_.directory.organisations.removeRole(await it_.actor(as), 'amt', 'auditor', 'mitglied'),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok' },
    },
    'set the logo': {
      run: async (as) =>
        it_.directory.organisations.setLogo(await it_.actor(as), 'amt', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok' },
    },
    'add a person': {
      run: async (as) =>
        it_.directory.people.add(await it_.actor(as), { login: `neu-${as}`, name: 'Neu', organisationKey: 'amt' }),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok' },
    },
    'change a person': {
      run: async (as) => it_.directory.people.update(await it_.actor(as), 'ziel', { jobTitle: `Titel ${as}` }),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok', neben: absentPerson },
    },
    'see what they own': {
      run: async (as) => it_.directory.people.belongings(await it_.actor(as), 'ziel'),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok', neben: absentPerson },
    },
    'make a platform administrator': {
      run: async (as) => it_.directory.people.update(await it_.actor(as), 'ziel', { role: 'platform-administrator' }),
      answers: { admin: 'ok', neben: absentPerson },
    },
    'change a platform administrator': {
      run: async (as) => it_.directory.people.update(await it_.actor(as), 'admin', { jobTitle: 'Chef' }),
      answers: { admin: 'ok', neben: absentPerson },
    },
    'give a platform administrator a password': {
      run: async (as) => it_.auth.setPassword(await it_.actor(as), (await it_.actor('admin')).personId, 'Kurz'),
      answers: { admin: 'auth.password_too_short' as Answer, ...allOthers('auth.not_allowed' as Answer) },
    },
    'add a group': {
      run: async (as) =>
        it_.directory.groups.add(await it_.actor(as), { key: `g-${as}`, name: 'G', organisationKey: 'amt' }),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok' },
    },
    'rename a group': {
      run: async (as) => it_.directory.groups.update(await it_.actor(as), 'gruppe', { name: `Gruppe ${as}` }),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok', unten: absentGroup, neben: absentGroup },
    },
    'add a member': {
      run: async (as) => it_.directory.groups.addMember(await it_.actor(as), 'gruppe', 'ziel'),
      answers: { admin: 'ok', oben: 'ok', haus: 'ok', eigen: 'ok', unten: absentGroup, neben: absentGroup },
    },
  };

const everybody = ['admin', 'oben', 'haus', 'eigen', 'unten', 'neben', 'mitglied', 'fremd', 'gast', 'gesperrt'];

function allOthers(answer: Answer) {
  return Object.fromEntries(
    ['oben', 'haus', 'eigen', 'unten', 'neben', 'mitglied', 'fremd', 'gast', 'gesperrt'].map((login) => [
      login,
      answer,
    ]),
  );
}

describe('who may do what', () => {
  beforeEach(() => it_.directory.people.update(system, 'ziel', { role: 'member' }));

  for (const [name, { run, answers }] of Object.entries(commands)) {
    it(name, async () => {
      const given: Record<string, string> = {};
      for (const login of everybody) {
        given[login] = await run(login).then(
          () => 'ok',
          (error: { code?: string }) => error.code ?? String(error),
        );
        if (name.startsWith('make')) await it_.directory.people.update(system, 'ziel', { role: 'member' });
      }
      assert.deepEqual(given, Object.fromEntries(everybody.map((login) => [login, answers[login] ?? no])));
    });
  }

  it('moving takes the right at both ends', async () => {
    const move = async (as: string, organisationKey: string) =>
      it_.directory.people.update(await it_.actor(as), 'ziel', { organisationKey }).then(
        () => 'ok',
        (error: { code: string }) => error.code,
      );
    assert.equal(await move('eigen', 'amt2'), no);
    assert.equal(await move('haus', 'nachbar'), no);
    assert.equal(await move('haus', 'amt2'), 'ok');
    assert.equal(await move('eigen', 'amt'), no);
    assert.equal(await move('haus', 'amt'), 'ok');
    const moveOrganisation = async (as: string, parentKey: string | null) =>
      it_.directory.organisations.update(await it_.actor(as), 'amt2', { parentKey }).then(
        () => 'ok',
        (error: { code: string }) => error.code,
      );
    assert.equal(await moveOrganisation('haus', 'nachbar'), no);
    assert.equal(await moveOrganisation('haus', null), no);
    assert.equal(await moveOrganisation('haus', 'amt'), 'ok');
    assert.equal(await moveOrganisation('eigen', 'stelle'), 'ok');
    assert.equal(await moveOrganisation('unten', 'ministerium'), no);
    assert.equal(await moveOrganisation('oben', 'ministerium'), 'ok');
  });
});

describe('at the same time', () => {
  it('two organisations that move below each other never both do', async () => {
    for (let round = 0; round < 5; round++) {
      const results = await Promise.allSettled([
        it_.directory.organisations.update(system, 'amt', { parentKey: 'amt2' }),
        it_.directory.organisations.update(system, 'amt2', { parentKey: 'amt' }),
      ]);
      assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      await it_.directory.organisations.update(system, 'amt', { parentKey: 'ministerium' });
      await it_.directory.organisations.update(system, 'amt2', { parentKey: 'ministerium' });
      await it_.directory.organisations.update(system, 'amt', { parentKey: 'ministerium' });
    }
  });

  it('of two administrators who take each other’s role one remains', async () => {
    await it_.directory.organisations.assignRole(system, 'amt', 'organisation-administrator', 'mitglied');
    const [one, other] = [await it_.actor('eigen'), await it_.actor('mitglied')];
    const role = 'organisation-administrator';
    const results = await Promise.allSettled([
      it_.directory.organisations.removeRole(one, 'amt', role, 'mitglied'),
      it_.directory.organisations.removeRole(other, 'amt', role, 'eigen'),
    ]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await it_.directory.organisations.assignRole(system, 'amt', role, 'eigen');
    await it_.directory.organisations.removeRole(system, 'amt', role, 'mitglied').catch(() => undefined);
  });

  it('nobody becomes their own manager by two changes', async () => {
    const { people } = it_.directory;
    const results = await Promise.allSettled([
      people.update(system, 'ziel', { manager: 'mitglied' }),
      people.update(system, 'mitglied', { manager: 'ziel' }),
    ]);
    const codes = results.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
    );
    assert.deepEqual(codes, ['directory.manager_cycle']);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await people.update(system, 'ziel', { manager: null });
    await people.update(system, 'mitglied', { manager: null });
  });
});

describe('rules', () => {
  it('are tightened below and never loosened', async () => {
    const { organisations } = it_.directory;
    await organisations.setRule(system, 'ministerium', 'sign_in.strength', 'second-factor');
    await assert.rejects(organisations.setRule(system, 'amt', 'sign_in.strength', 'password'), {
      code: 'directory.rule_loosens',
    });
    const rule = await organisations.setRule(system, 'amt', 'sign_in.strength', 'phishing-resistant');
    assert.deepEqual([rule.own, rule.inherited, rule.from?.key], ['phishing-resistant', 'second-factor', 'amt']);
    assert.deepEqual(rule.allowed, ['second-factor', 'phishing-resistant']);
    assert.equal((await it_.directory.identities.findByLogin('ziel'))!.requiredStrength, 'phishing-resistant');
    await organisations.setRule(system, 'amt', 'sign_in.strength', null);
    assert.equal((await it_.directory.identities.findByLogin('ziel'))!.requiredStrength, 'second-factor');
    await organisations.setRule(system, 'ministerium', 'sign_in.strength', null);
    await assert.rejects(organisations.setRule(system, 'amt', 'unknown', 'x'), { code: 'directory.rule_not_found' });
    await assert.rejects(organisations.setRule(system, 'amt', 'sign_in.strength', 'x'), {
      code: 'directory.invalid_input',
    });
  });
});

describe('people', () => {
  it('are found despite typing errors, and only by those who may', async () => {
    const { people } = it_.directory;
    await people.add(system, {
      login: 'jm',
      name: 'Jürgen Müller-Lüdenscheidt',
      organisationKey: 'amt',
      jobTitle: 'Kasse',
    });
    const found = async (as: string, text: string) =>
      (await people.find(await it_.actor(as), text)).map(({ login }) => login);
    for (const text of ['müller', 'Mueller', 'lued', 'Ludenscheid', 'Jurgen Muler', 'Müller jürgen', 'jm']) {
      assert.ok((await found('mitglied', text)).includes('jm'), text);
    }
    assert.ok((await found('mitglied', 'Müller Amt')).includes('jm'));
    assert.deepEqual(await found('fremd', 'müller'), []);
    assert.deepEqual(await found('gast', 'müller'), []);
    assert.deepEqual(
      await found('mitglied', 'Person fremd'),
      (await found('mitglied', 'Person fremd')).filter((login) => login !== 'fremd'),
    );
    assert.deepEqual(await found('mitglied', '%'), []);
  });

  it('go out as CSV in which nothing is a formula', async () => {
    await it_.directory.people.add(system, {
      login: 'formel',
      name: '=HYPERLINK("x")',
      organisationKey: 'amt',
      jobTitle: '@SUM(1)',
    });
    let csv = '';
    for await (const part of it_.directory.people.export(await it_.actor('eigen'), {})) csv += part;
    assert.match(csv, /"'=HYPERLINK\(""x""\)"/);
    assert.match(csv, /"'@SUM\(1\)"/);
    assert.ok(!csv.includes('fremd') && !csv.includes('"haus"'));
    for (const line of csv.slice(1).trim().split('\r\n')) {
      for (const cell of line.slice(1, -1).split('";"')) assert.doesNotMatch(cell, /^[=+\-@]/);
    }
  });

  it('in bulk, each for itself', async () => {
    const answer = await it_.directory.people.bulk(await it_.actor('eigen'), {
      logins: ['formel', 'haus', 'niemand'],
      action: 'disable',
    });
    assert.deepEqual(answer, [
      { login: 'formel', ok: true },
      { login: 'haus', ok: false, code: no },
      { login: 'niemand', ok: false, code: absentPerson },
    ]);
  });
});

describe('leaving', () => {
  it('ends memberships and roles, hands over even when killed in between, and erases', async () => {
    const { people, groups, organisations } = it_.directory;
    await people.add(system, {
      login: 'geht',
      name: 'Geht Fort',
      organisationKey: 'amt',
      manager: 'mitglied',
      email: 'g@f.example',
    });
    await people.add(system, {
      login: 'unter',
      name: 'Unter Geht',
      organisationKey: 'amt',
      manager: 'geht',
      deputies: ['geht'],
    });
    await organisations.assignRole(system, 'amt', 'auditor', 'geht');
    await groups.addMember(system, 'gruppe', 'geht');
    const handed: number[][] = [];
    it_.directory.plugBelongings({
      list: async () => [{ kind: 'personal-space', name: 'Geht Fort', bytes: 7 }],
      async handOver(_actor, personId, successorId) {
        handed.push([personId, successorId]);
        if (handed.length === 1) throw new Error('killed in between');
      },
    });
    const eigen = await it_.actor('eigen');
    assert.deepEqual(await people.belongings(eigen, 'geht'), [
      { kind: 'personal-space', name: 'Geht Fort', bytes: 7 },
      { kind: 'group', name: (await groups.get(system, 'gruppe')).name },
    ]);
    await assert.rejects(people.erase(eigen, 'geht'), { code: 'directory.not_left' });
    await assert.rejects(people.leave(eigen, 'geht', { successor: 'geht' }), { code: 'directory.successor_unfit' });
    const left = await people.leave(eigen, 'geht');
    assert.ok(left.leftAt !== null && left.disabled === true);
    assert.deepEqual(left.assignments, []);
    it_.events.start();
    await it_.jobs.start();
    for (let tries = 0; tries < 400 && handed.length < 2; tries++) await new Promise((done) => setTimeout(done, 50));
    const [geht, mitglied] = [(await people.byLogin('geht'))!, (await people.byLogin('mitglied'))!];
    assert.deepEqual(handed.slice(0, 2), [
      [geht.id, mitglied.id],
      [geht.id, mitglied.id],
    ]);
    const below = await people.get(eigen, 'unter');
    assert.deepEqual([below.manager?.login, below.deputies], ['mitglied', []]);
    const erased = await people.erase(eigen, 'geht');
    assert.deepEqual(
      [erased.login, erased.name, erased.email],
      [`erased-${geht.id}`, `Gelöschte Person ${geht.id}`, null],
    );
    await assert.rejects(people.update(eigen, erased.login, { disabled: false }), { code: 'directory.person_erased' });
    const row = JSON.stringify(await it_.db.query('select * from directory.person where id = $1', [geht.id]));
    assert.doesNotMatch(row, /fort|geht|f\.example/i);
  });

  it('and coming back', async () => {
    const { people } = it_.directory;
    await people.add(system, { login: 'wieder', name: 'Wieder Da', organisationKey: 'amt' });
    await people.leave(system, 'wieder');
    const back = await people.update(system, 'wieder', { disabled: false });
    assert.deepEqual([back.disabled, back.leftAt], [false, null]);
  });
});
