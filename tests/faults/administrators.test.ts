import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { startActorWorld, type ActorName, type ActorWorld } from './actors.ts';

const system = systemActor('test');
const password = 'Ein neues, gutes Passwort 2028';

let w: ActorWorld;
before(async () => {
  w = await startActorWorld();
  const { directory } = w.world.landescloud;
  for (const [login, organisationKey] of [
    ['unten', 'tfm-kasse'],
    ['neben', 'nachbar'],
    ['hoch', 'tfm'],
    ['chef', 'tfm'],
  ] as const)
    await directory.people.add(system, {
      login,
      name: `Person ${login}`,
      organisationKey,
      email: `${login}@tfm.example`,
    });
  await directory.organisations.assignRole(system, 'land', 'auditor', 'hoch');
  await directory.people.update(system, 'chef', { role: 'platform-administrator' });
});
after(() => w?.[Symbol.asyncDispose]());

/** Status and code, the latter only of refusals. */
async function told(actor: ActorName, method: string, path: string, body?: unknown): Promise<string> {
  const { status, text } = await w.json(actor, method, path, body);
  const { code } = text === '' || status < 400 ? {} : (JSON.parse(text) as { code?: string });
  return code === undefined ? String(status) : `${status} ${code}`;
}

const people = ['anna', 'unten', 'neben', 'hoch', 'chef', 'clara', 'wer-own', 'wer-parent', 'admin'];
const state = async (): Promise<string> =>
  JSON.stringify(
    await w.world.landescloud.database.query(
      `select p.*, array(select role || organisation_id from directory.role_assignment where person_id = p.id order by 1) as roles,
         (select hash from auth.password where person_id = p.id) as password
       from directory.person p order by p.id`,
    ),
  );

const places = () =>
  w.world.landescloud.database.query('select login, organisation_id from directory.person order by id');

describe('climbing', () => {
  test('nobody gives themselves or others what they do not hold', async () => {
    const before = await state();
    for (const [actor, method, path, body] of [
      ['own', 'PUT', '/api/v1/organisations/land/roles/organisation-administrator/wer-own'],
      ['own', 'PUT', '/api/v1/organisations/nachbar/roles/auditor/wer-own'],
      ['child', 'PUT', '/api/v1/organisations/tfm/roles/organisation-administrator/wer-child'],
      ['own', 'PATCH', '/api/v1/people/wer-own', { role: 'platform-administrator' }],
      ['parent', 'PATCH', '/api/v1/people/wer-parent', { role: 'platform-administrator' }],
      [
        'own',
        'POST',
        '/api/v1/people',
        { login: 'neu', name: 'Neu', organisationKey: 'tfm', role: 'platform-administrator' },
      ],
      ['own', 'POST', '/api/v1/people', { login: 'neu', name: 'Neu', organisationKey: 'land' }],
      ['own', 'POST', '/api/v1/people', { login: 'neu', name: 'Neu', organisationKey: 'nachbar' }],
      ['own', 'POST', '/api/v1/organisations', { key: 'neu', name: 'Neu', parentKey: 'land' }],
      ['own', 'PATCH', '/api/v1/organisations/tfm', { parentKey: 'stadt-erfurt' }],
      ['own', 'PATCH', '/api/v1/organisations/tfm', { quotaBytes: null, mailDomains: ['land.example'] }],
      ['own', 'PATCH', '/api/v1/organisations/nachbar', { parentKey: 'tfm' }],
      ['child', 'PATCH', '/api/v1/organisations/tfm-kasse', { parentKey: null }],
      ['own', 'POST', '/api/v1/people/anna/move', { organisationKey: 'nachbar' }],
      ['own', 'POST', '/api/v1/people/anna/move', { organisationKey: 'land' }],
      ['sibling', 'POST', '/api/v1/people/wer-sibling/move', { organisationKey: 'tfm' }],
      ['own', 'POST', '/api/v1/groups', { key: 'neu', name: 'Neu', organisationKey: 'land' }],
      ['own', 'POST', '/api/v1/sources', { organisationKey: 'land', kind: 'csv', name: 'Neu' }],
      ['own', 'POST', '/api/v1/spaces', { name: 'Neu', organisationKey: 'land' }],
    ] as const) {
      const answer = await told(actor, method, path, body);
      assert.match(answer, /^(403|404) /, `${actor} ${method} ${path} ${JSON.stringify(body)}: ${answer}`);
    }
    assert.equal(await state(), before);
  });

  test('who holds a role above, or the platform, is not theirs to become', async () => {
    const before = await state();
    const commands = [
      ['PUT', 'password', { password }],
      ['PATCH', '', { email: 'mine@evil.example' }],
      ['PATCH', '', { addresses: ['mine@evil.example'] }],
      ['PATCH', '', { disabled: true }],
      ['POST', 'leave', {}],
      ['POST', 'erase', undefined],
      ['POST', 'move', { organisationKey: 'tfm-kasse' }],
      ['GET', 'access', undefined],
      ['DELETE', 'access', undefined],
      ['DELETE', 'factors', undefined],
      ['DELETE', 'sessions/1', undefined],
      ['DELETE', 'app-passwords/1', undefined],
    ] as const;
    for (const login of ['hoch', 'chef']) {
      for (const [method, what, body] of commands) {
        const path = `/api/v1/people/${login}${what === '' ? '' : `/${what}`}`;
        const answer = await told('own', method, path, body);
        assert.match(answer, /^403 (directory\.(not_allowed|roles_above)|auth\.not_allowed)$/, `${method} ${path}`);
      }
    }
    const { auth, directory } = w.world.landescloud;
    const own = (await directory.people.byLogin('wer-own'))!;
    const actor = {
      ...w.world.person('anna').actor,
      personId: own.id,
      login: own.login,
      assignments: [{ role: 'organisation-administrator' as const, organisationId: own.organisation.id }],
    };
    for (const login of ['hoch', 'chef']) {
      const { id } = (await directory.people.byLogin(login))!;
      for (const act of [auth.factors.reset, auth.factors.of, auth.endAccess])
        await assert.rejects(Promise.resolve(act(actor, id)), { code: 'auth.not_allowed' });
    }
    assert.equal(await state(), before);
    // whoever administers both may
    assert.equal(await told('parent', 'PATCH', '/api/v1/people/hoch', { jobTitle: 'Prüfung' }), '200');
    assert.equal(await told('parent', 'PUT', '/api/v1/people/hoch/password', { password }), '204');
    assert.match(await told('parent', 'PUT', '/api/v1/people/chef/password', { password }), /^403 /);
  });

  test('who looks after the platform does not let themselves into a space', async () => {
    const members = `/api/v1/spaces/${w.things.space}/members`;
    assert.match(await told('platform', 'PUT', `${members}/admin`, { role: 'viewer' }), /^403 files\./);
    const { text } = await w.as('platform', { path: '/api/v1/spaces' });
    assert.doesNotMatch(text, /Geheim/);
  });
});

describe('lists', () => {
  test('CSV holds whom one administers and nobody else', async () => {
    const inList: Partial<Record<ActorName, readonly string[]>> = {
      sibling: ['neben', 'wer-sibling'],
      child: ['unten', 'wer-child'],
      own: ['anna', 'unten', 'hoch', 'wer-own', 'wer-child'],
    };
    const everybody = [...people, 'wer-sibling', 'wer-child', 'wer-stranger'];
    for (const [actor, wanted] of Object.entries(inList) as [ActorName, readonly string[]][]) {
      const { text } = await w.as(actor, { path: '/api/v1/people/export' });
      const found = everybody.filter((login) => text.includes(`"${login}"`));
      assert.deepEqual(found.toSorted(), [...wanted].toSorted(), actor);
      for (const path of ['/api/v1/people?limit=200', '/api/v1/people?role=auditor', '/api/v1/people?state=left']) {
        const list = await w.as(actor, { path });
        const { items } = JSON.parse(list.text) as { items: { login: string; role?: string }[] };
        const told = items.filter(({ role }) => role !== undefined).map(({ login }) => login);
        assert.deepEqual(
          told.filter((login) => everybody.includes(login) && !wanted.includes(login)),
          [],
          `${actor} ${path}`,
        );
      }
    }
  });

  test('of organisations and groups, too', async () => {
    for (const [actor, own, others] of [
      ['sibling', 'nachbar', ['tfm', 'land', 'tfm-kasse', 'geheime']],
      ['child', 'tfm-kasse', ['nachbar', 'land', 'geheime']],
    ] as const) {
      const organisations = (await w.as(actor, { path: '/api/v1/organisations/export' })).text;
      const groups = (await w.as(actor, { path: '/api/v1/groups/export' })).text;
      assert.match(organisations, new RegExp(`"${own}"`), actor);
      for (const key of others) assert.doesNotMatch(`${organisations}\n${groups}`, new RegExp(`^"${key}"`, 'm'), actor);
    }
    assert.match((await w.as('own', { path: '/api/v1/groups/export' })).text, /"geheime"/);
  });
});

describe('several people at once', () => {
  const who = { neben: 'directory.person_not_found', clara: 'directory.person_not_found' };
  const reached: Partial<Record<ActorName, Record<string, string>>> = {
    sibling: { neben: 'ok' },
    child: { unten: 'ok' },
    own: { anna: 'ok', unten: 'ok', hoch: 'directory.roles_above', chef: 'directory.not_allowed', ...who },
    parent: {
      anna: 'ok',
      unten: 'ok',
      neben: 'ok',
      hoch: 'ok',
      'wer-own': 'ok',
      chef: 'directory.not_allowed',
      admin: 'directory.not_allowed',
    },
  };

  for (const [actor, expected] of Object.entries(reached) as [ActorName, Record<string, string>][]) {
    test(`${actor}: nobody outside of what they administer`, async () => {
      const logins = people.filter((login) => login !== `wer-${actor}`);
      for (const action of ['enable', 'move', 'disable', 'leave'] as const) {
        // nobody moves anywhere: to a place that only the platform administers
        const organisationKey = action === 'move' ? { organisationKey: 'stadt-erfurt' } : {};
        const before = await places();
        const body = { logins, action, ...organisationKey };
        const { status, text } = await w.json(actor, 'POST', '/api/v1/people/bulk', body);
        assert.equal(status, 200, text);
        const { items } = JSON.parse(text) as { items: { login: string; ok: boolean; code?: string }[] };
        for (const { login, ok, code } of items) {
          const wanted = expected[login] ?? 'refused';
          const got = ok ? 'ok' : String(code);
          const what = `${actor} ${action} ${login}: ${got}`;
          if (action === 'move') assert.notEqual(got, 'ok', what);
          else if (wanted === 'refused') assert.match(got, /^directory\.(person_not_found|not_allowed)$/, what);
          else assert.equal(got, wanted, what);
        }
        if (action === 'move') assert.deepEqual(await places(), before);
      }
      for (const login of Object.keys(expected).filter((login) => expected[login] === 'ok')) {
        await w.world.landescloud.directory.people.update(system, login, { disabled: false });
        if (login === 'hoch')
          await w.world.landescloud.directory.organisations.assignRole(system, 'land', 'auditor', login);
        if (login === 'wer-own')
          await w.world.landescloud.directory.organisations.assignRole(
            system,
            'tfm',
            'organisation-administrator',
            login,
          );
      }
    });
  }
});
