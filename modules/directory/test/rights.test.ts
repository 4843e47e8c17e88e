import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startDirectory } from './directory-fixture.ts';
import type { DirectoryFixture } from './directory-fixture.ts';

let it_: DirectoryFixture;
before(async () => {
  it_ = await startDirectory();
});
after(() => it_[Symbol.asyncDispose]());

const reading = [
  ['GET', '/api/v1/me'],
  ['GET', '/api/v1/organisations'],
  ['GET', '/api/v1/organisations/tfm'],
  ['GET', '/api/v1/people'],
  ['GET', '/api/v1/people/find?q=anna'],
  ['GET', '/api/v1/people/anna'],
  ['GET', '/api/v1/groups'],
] as const;

const newPassword = { password: 'Blaue Stunde am Abend' };
const administration = [
  ['POST', '/api/v1/organisations', { key: 'neu', name: 'Neu' }],
  ['POST', '/api/v1/people', { login: 'neu', name: 'Neu', organisationKey: 'tfm' }],
  ['PATCH', '/api/v1/people/anna', { role: 'platform-administrator' }],
  ['PATCH', '/api/v1/people/bernd', { disabled: true }],
  ['PUT', '/api/v1/people/anna/password', newPassword],
  ['PUT', '/api/v1/people/niemand/password', newPassword],
  ['POST', '/api/v1/groups', { key: 'neu', name: 'Neu' }],
  ['PATCH', '/api/v1/organisations/tfm', { name: 'Neu' }],
  ['DELETE', '/api/v1/organisations/tfm/logo'],
  ['PUT', '/api/v1/organisations/tfm/rules/people.visibility', { value: 'everyone' }],
  ['PUT', '/api/v1/organisations/tfm/roles/auditor/anna'],
  ['DELETE', '/api/v1/organisations/tfm/roles/auditor/anna'],
  ['POST', '/api/v1/people/bulk', { logins: ['bernd'], action: 'leave' }],
  ['POST', '/api/v1/people/anna/move', { organisationKey: 'jena' }],
  ['POST', '/api/v1/people/bernd/leave', {}],
  ['POST', '/api/v1/people/bernd/erase', {}],
  ['PATCH', '/api/v1/groups/neu', { name: 'Neu' }],
  ['DELETE', '/api/v1/groups/neu'],
  ['POST', '/api/v1/groups/neu/members', { logins: ['anna'] }],
  ['PUT', '/api/v1/groups/neu/members/anna'],
  ['DELETE', '/api/v1/groups/neu/members/anna'],
] as const;

const everything = async () =>
  JSON.stringify(
    await Promise.all(
      ['directory.organisation', 'directory.person', 'directory.group', 'directory.group_member', 'auth.password'].map(
        (table) => it_.db.query(`select * from ${table} t order by t::text`),
      ),
    ),
  );

describe('signed out', () => {
  it('every address answers 401 and changes nothing', async () => {
    const before = await everything();
    for (const [method, path, body] of [...reading, ['PATCH', '/api/v1/me', { theme: 'dark' }], ...administration]) {
      const { status, json } = await it_.ask(null, method as string, path as string, body);
      assert.deepEqual([path, status, json['code']], [path, 401, 'auth.not_signed_in']);
    }
    assert.equal(await everything(), before);
  });
});

describe('an administrator’s app password', () => {
  it('may read, but change nothing', async () => {
    const { token } = await it_.auth.appPasswords.createFor(await it_.actor('admin'), 1, 'Notebook');
    const before = await everything();
    const headers = { authorization: `Bearer ${token}` };
    for (const [method, path] of reading) {
      assert.equal((await it_.ask(headers, method, path)).status, 200, path);
    }
    for (const [method, path, body] of administration) {
      const { status, json } = await it_.ask(headers, method, path, body);
      assert.deepEqual([path, status, json['code']], [path, 403, 'auth.session_required']);
    }
    assert.equal(await everything(), before);
  });
});

describe('a member', () => {
  it('may read what concerns them', async () => {
    for (const [method, path] of reading) assert.equal((await it_.ask('anna', method, path)).status, 200, path);
  });

  it('may administer nothing, and learns nothing by trying', async () => {
    const before = await everything();
    for (const [method, path, body] of administration) {
      const { status, json } = await it_.ask('anna', method, path, body);
      assert.deepEqual([path, status, json['code']], [path, 403, 'directory.not_allowed']);
    }
    assert.equal(await everything(), before);
    const recorded = await it_.recorded();
    assert.ok(recorded.every(({ type }) => !type.startsWith('directory.')));
  });

  it('sees the own organisation’s people only, with nothing but what one calls them', async () => {
    const { json } = await it_.ask('anna', 'GET', '/api/v1/people');
    assert.deepEqual(json['total'], 1);
    const [seen] = json['items'] as Record<string, unknown>[];
    assert.deepEqual(Object.keys(seen!).sort(), ['id', 'login', 'name', 'organisation']);
    for (const path of [
      '/api/v1/people?q=bernd',
      '/api/v1/people?organisation=jena',
      '/api/v1/people?organisation=none',
    ]) {
      assert.deepEqual((await it_.ask('anna', 'GET', path)).json, { total: 0, items: [] }, path);
    }
    const theirs = await it_.ask('anna', 'GET', '/api/v1/people/bernd');
    const nobodys = await it_.ask('anna', 'GET', '/api/v1/people/niemand');
    assert.deepEqual([theirs.status, theirs.json['code']], [404, 'directory.person_not_found']);
    assert.deepEqual(theirs.json, nobodys.json);
  });

  it('is not told how many people work elsewhere', async () => {
    const { json } = await it_.ask('anna', 'GET', '/api/v1/organisations');
    const items = json['items'] as { key: string; peopleCount?: number }[];
    assert.equal(items.length, 3);
    assert.ok(items.every((organisation) => organisation.peopleCount === undefined));
  });
});
