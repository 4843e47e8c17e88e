import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startDirectory, system } from './directory-fixture.ts';
import type { As, DirectoryFixture } from './directory-fixture.ts';

let it_: DirectoryFixture;
before(async () => {
  it_ = await startDirectory();
});
after(() => it_[Symbol.asyncDispose]());

describe('organisations', () => {
  it('are added below others, and counted for administrators', async () => {
    const body = { key: 'stadtarchiv', name: 'Stadtarchiv', kind: 'institution', parentKey: 'jena' };
    const { status, json } = await it_.ask('admin', 'POST', '/api/v1/organisations', body);
    assert.equal(status, 201);
    const { mailDomains, quotaBytes, administeredAbove, ...seen } = json;
    assert.deepEqual([mailDomains, quotaBytes, administeredAbove], [[], null, true]);
    assert.deepEqual(seen, {
      id: json['id'],
      ...body,
      shortName: null,
      closed: false,
      administered: true,
      officialKey: null,
      colour: null,
      hasLogo: false,
      imprintUrl: null,
      privacyUrl: null,
      path: [
        { key: 'land', name: 'Land' },
        { key: 'jena', name: 'Jena' },
      ],
    });
    const theirs = await it_.ask('anna', 'GET', '/api/v1/organisations/stadtarchiv');
    assert.deepEqual(theirs.json, { ...seen, administered: false });
    const { items } = (await it_.ask('admin', 'GET', '/api/v1/organisations')).json as {
      items: { key: string; peopleCount: number }[];
    };
    assert.deepEqual(Object.fromEntries(items.map(({ key, peopleCount }) => [key, peopleCount])), {
      land: 1,
      tfm: 1,
      jena: 1,
      stadtarchiv: 0,
    });
    assert.equal((await it_.recorded()).at(-1)!.type, 'directory.organisation_added');
    assert.equal((await it_.directory.organisations.byKey('stadtarchiv'))!.name, 'Stadtarchiv');
  });

  it('name their imprint and privacy notice, which hold for what stands below', async () => {
    const of = async (key: string | null) =>
      it_.directory.organisations.notices(key === null ? null : (await it_.directory.organisations.byKey(key))!.id);
    const change = (key: string, body: object) => it_.ask('admin', 'PATCH', `/api/v1/organisations/${key}`, body);
    const imprintUrl = 'https://land.example.org/impressum';
    assert.equal((await change('land', { imprintUrl })).json['imprintUrl'], imprintUrl);
    assert.equal((await change('jena', { privacyUrl: 'https://jena.example.org/datenschutz' })).status, 200);
    assert.deepEqual(await of('jena'), { imprint: imprintUrl, privacy: 'https://jena.example.org/datenschutz' });
    assert.deepEqual(await of(null), { imprint: imprintUrl, privacy: null });
    for (const address of ['javascript:alert(1)', 'impressum', 'https://a:b@example.org/', 'ftp://example.org/x']) {
      const answer = await change('jena', { imprintUrl: address });
      assert.deepEqual([answer.status, answer.json['code']], [400, 'directory.invalid_input'], address);
    }
    assert.equal((await it_.ask('anna', 'PATCH', '/api/v1/organisations/jena', { imprintUrl })).status, 403);
    await change('land', { imprintUrl: null });
    await change('jena', { privacyUrl: null });
    assert.deepEqual(await of('jena'), { imprint: null, privacy: null });
  });

  it('refuse what is wrong', async () => {
    for (const [body, status, code] of [
      [{ key: 'tfm', name: 'Noch eins' }, 409, 'directory.organisation_exists'],
      [{ key: 'x', name: 'X', parentKey: 'none' }, 404, 'directory.organisation_not_found'],
      [{ key: 'Ä', name: 'X' }, 400, 'directory.invalid_input'],
      [{ key: '-x', name: 'X' }, 400, 'directory.invalid_input'],
      [{ key: 'x', name: 'X', kind: 'kingdom' }, 400, 'http.invalid_input'],
      [{ key: 'x' }, 400, 'http.invalid_input'],
      [{ key: 'x', name: 'X', id: 7 }, 400, 'http.invalid_input'],
    ] as const) {
      const answer = await it_.ask('admin', 'POST', '/api/v1/organisations', body);
      assert.deepEqual([answer.status, answer.json['code']], [status, code], JSON.stringify(body));
    }
    const missing = await it_.ask('admin', 'GET', '/api/v1/organisations/none');
    assert.deepEqual([missing.status, missing.json['code']], [404, 'directory.organisation_not_found']);
  });
});

describe('removing an organisation', () => {
  const remove = (as: As, key: string) => it_.ask(as, 'DELETE', `/api/v1/organisations/${key}`);

  it('takes away what was made by mistake, and nothing else', async () => {
    const body = { key: 'irrtum', name: 'Irrtum', parentKey: 'jena', mailDomains: ['irrtum.example'] };
    assert.equal((await it_.ask('admin', 'POST', '/api/v1/organisations', body)).status, 201);
    assert.deepEqual((await remove('admin', 'jena')).json['code'], 'directory.organisation_in_use');
    assert.equal((await remove('admin', 'irrtum')).status, 204);
    assert.equal((await it_.ask('admin', 'GET', '/api/v1/organisations/irrtum')).status, 404);
    assert.equal((await remove('admin', 'irrtum')).json['code'], 'directory.organisation_not_found');
    // the domain is free again
    const again = await it_.ask('admin', 'POST', '/api/v1/organisations', { ...body, key: 'neu' });
    assert.equal(again.status, 201);
    assert.equal((await remove('admin', 'neu')).status, 204);
  });

  it('is not for members, and not for who is signed out', async () => {
    assert.equal((await remove('anna', 'jena')).json['code'], 'directory.not_allowed');
    assert.equal((await remove(null, 'jena')).status, 401);
    assert.equal((await it_.ask('admin', 'GET', '/api/v1/organisations/jena')).status, 200);
  });
});

describe('groups', () => {
  const group = { key: 'umzug', name: 'Umzug 2027', organisationKey: 'tfm' };
  const member = (login: string, method: 'PUT' | 'DELETE' = 'PUT', key = 'umzug') =>
    it_.ask('admin', method, `/api/v1/groups/${key}/members/${login}`);

  it('gather people of several organisations', async () => {
    const { status, json } = await it_.ask('admin', 'POST', '/api/v1/groups', group);
    assert.deepEqual([status, json], [201, { ...group, memberCount: 0, administered: true }]);
    for (const login of ['anna', 'bernd', 'anna']) assert.equal((await member(login)).status, 204);
    const { items } = (await it_.ask('admin', 'GET', '/api/v1/groups/umzug/members')).json as {
      items: { login: string }[];
    };
    assert.deepEqual(
      items.map(({ login }) => login),
      ['anna', 'bernd'],
    );
    assert.equal((await it_.recorded()).filter(({ type }) => type === 'directory.group_member_added').length, 2);
  });

  it('are seen by who is in them', async () => {
    const seen = async (as: 'anna' | 'bernd') => (await it_.ask(as, 'GET', '/api/v1/groups')).json['items'];
    assert.deepEqual(await seen('bernd'), [{ ...group, memberCount: 2, administered: false }]);
    assert.equal((await it_.ask('bernd', 'GET', '/api/v1/groups/umzug/members')).status, 200);
    assert.equal((await member('bernd', 'DELETE')).status, 204);
    assert.equal((await member('bernd', 'DELETE')).status, 204);
    assert.deepEqual(await seen('bernd'), []);
    const theirs = await it_.ask('bernd', 'GET', '/api/v1/groups/umzug/members');
    const nobodys = await it_.ask('bernd', 'GET', '/api/v1/groups/none/members');
    assert.deepEqual([theirs.status, theirs.json], [404, nobodys.json]);
    assert.deepEqual(
      (await it_.directory.groups.list(await it_.actor('anna'))).items.map(({ key }) => key),
      ['umzug'],
    );
  });

  it('refuse what is wrong', async () => {
    const again = await it_.ask('admin', 'POST', '/api/v1/groups', group);
    assert.deepEqual([again.status, again.json['code']], [409, 'directory.group_exists']);
    const lost = await it_.ask('admin', 'POST', '/api/v1/groups', { key: 'x', name: 'X', organisationKey: 'none' });
    assert.deepEqual([lost.status, lost.json['code']], [404, 'directory.organisation_not_found']);
    assert.equal((await member('niemand')).json['code'], 'directory.person_not_found');
    assert.equal((await member('anna', 'PUT', 'none')).json['code'], 'directory.group_not_found');
    assert.equal((await it_.ask('admin', 'POST', '/api/v1/groups', { key: 'Groß', name: 'X' })).status, 400);
  });
});

describe('oneself', () => {
  it('changes language and theme, and nothing else', async () => {
    const before = (await it_.ask('anna', 'GET', '/api/v1/me')).json;
    assert.deepEqual([before['language'], before['theme']], ['de', 'system']);
    const changed = await it_.ask('anna', 'PATCH', '/api/v1/me', { language: 'en', theme: 'dark' });
    assert.deepEqual(changed.json, { ...before, language: 'en', theme: 'dark' });
    assert.deepEqual((await it_.ask('anna', 'PATCH', '/api/v1/me', {})).json, changed.json);
    assert.deepEqual((await it_.ask('anna', 'GET', '/api/v1/session')).json, { person: changed.json });
    for (const body of [{ language: 'fr' }, { theme: 7 }, { role: 'platform-administrator' }, { name: 'Chefin' }, []]) {
      assert.equal((await it_.ask('anna', 'PATCH', '/api/v1/me', body)).status, 400, JSON.stringify(body));
    }
    assert.deepEqual((await it_.ask('anna', 'GET', '/api/v1/me')).json, changed.json);
  });
});

describe('names for other rooms', () => {
  it('come from memory, forget what changed, and leave out who is unknown', async () => {
    const { people } = it_.directory;
    const anna = (await people.byLogin('anna'))!;
    assert.deepEqual([...(await people.byIds([anna.id, 999_999, anna.id])).keys()], [anna.id]);
    assert.equal(await people.byId(999_999), undefined);
    assert.equal(await people.byLogin('niemand'), undefined);
    assert.equal((await people.byIds([])).size, 0);
    await it_.db.query(`update directory.person set name = 'Am Server vorbei' where login = 'anna'`);
    assert.equal((await people.byId(anna.id))!.name, 'Anna Ämsel');
    it_.clock.move(31_000);
    assert.equal((await people.byId(anna.id))!.name, 'Am Server vorbei');
  });
});

describe('how long the audit log keeps what names people', () => {
  it('is told for every organisation that a rule tightens it for', async () => {
    const { organisations } = it_.directory;
    assert.equal((await organisations.ruledDays('retention.audit_days')).size, 0);
    const tfm = (await organisations.byKey('tfm'))!;
    await organisations.add(system, { key: 'tfm-amt', name: 'Amt', parentKey: 'tfm' });
    await organisations.setRule(system, 'tfm', 'retention.audit_days', 365);
    const below = (await organisations.byKey('tfm-amt'))!;
    await organisations.setRule(system, 'tfm-amt', 'retention.audit_days', 90);
    assert.deepEqual(
      [...(await organisations.ruledDays('retention.audit_days'))].toSorted(([a], [b]) => a - b),
      [
        [tfm.id, 365],
        [below.id, 90],
      ],
    );
  });
});
