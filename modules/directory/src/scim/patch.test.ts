import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { enterpriseUser } from './attribute-path.ts';
import { applyPatch } from './patch.ts';
import { ScimError } from './scim-error.ts';
import type { ScimObject } from './scim-value.ts';

const user: ScimObject = {
  id: '1',
  userName: 'anna',
  active: true,
  name: { givenName: 'Anna', familyName: 'Berg' },
  emails: [{ value: 'a@jena.example', type: 'work', primary: true }],
};
const group: ScimObject = { displayName: 'G', members: [{ value: '1' }, { value: '2', display: 'Zwei' }] };
const patched = (resource: ScimObject, ...Operations: object[]) =>
  applyPatch(resource, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });

describe('PATCH', () => {
  it('adds, replaces and removes', () => {
    assert.deepEqual(patched(user, { op: 'replace', path: 'active', value: false })['active'], false);
    assert.deepEqual(patched(user, { op: 'add', path: 'title', value: 'X' })['title'], 'X');
    assert.equal('name' in patched(user, { op: 'remove', path: 'name' }), false);
    assert.deepEqual(patched(user, { op: 'replace', path: 'name.familyName', value: 'Tal' })['name'], {
      givenName: 'Anna',
      familyName: 'Tal',
    });
    assert.deepEqual(patched(user, { op: 'remove', path: 'name.givenName' })['name'], { familyName: 'Berg' });
    assert.deepEqual(patched(user, { op: 'replace', value: { title: 'Y', nickName: 'Z' } })['nickName'], 'Z');
    assert.deepEqual(user['name'], { givenName: 'Anna', familyName: 'Berg' }, 'what was given stays');
  });

  it('knows values of lists by filters', () => {
    const path = 'emails[type eq "work"].value';
    assert.deepEqual(patched(user, { op: 'replace', path, value: 'b@x' })['emails'], [
      { value: 'b@x', type: 'work', primary: true },
    ]);
    assert.deepEqual(patched(user, { op: 'remove', path: 'emails[type eq "work"]' })['emails'], []);
    assert.deepEqual(patched(user, { op: 'add', path: 'emails[type eq "home"].value', value: 'h@x' })['emails'], [
      { value: 'a@jena.example', type: 'work', primary: true },
      { type: 'home', value: 'h@x' },
    ]);
    assert.deepEqual(patched(user, { op: 'add', path: 'emails', value: [{ value: 'n@x' }] })['emails'], [
      { value: 'a@jena.example', type: 'work', primary: true },
      { value: 'n@x' },
    ]);
  });

  it('changes members one by one and together', () => {
    assert.deepEqual(patched(group, { op: 'remove', path: 'members[value eq "2"]' })['members'], [{ value: '1' }]);
    assert.deepEqual(
      patched(group, { op: 'add', path: 'members', value: [{ value: '2' }, { value: '3' }] })['members'],
      [{ value: '1' }, { value: '2', display: 'Zwei' }, { value: '3' }],
    );
    assert.deepEqual(patched(group, { op: 'replace', path: 'members', value: [] })['members'], []);
    assert.equal('members' in patched(group, { op: 'remove', path: 'members' }), false);
  });

  it('takes the forms of Entra ID', () => {
    const result = patched(
      user,
      { op: 'Replace', path: 'active', value: 'False' },
      { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+49 1' },
      { op: 'Add', path: `${enterpriseUser}:department`, value: 'Bau' },
      { op: 'Replace', value: { 'name.givenName': 'Anne', [`${enterpriseUser}:manager`]: { value: '7' } } },
      { op: 'Add', value: { [enterpriseUser]: { organization: 'jena' } } },
    );
    assert.equal(result['active'], 'False');
    assert.deepEqual(result['phoneNumbers'], [{ type: 'mobile', value: '+49 1' }]);
    assert.deepEqual(result[enterpriseUser], { department: 'Bau', manager: { value: '7' }, organization: 'jena' });
    assert.deepEqual(result['name'], { givenName: 'Anne', familyName: 'Berg' });
    const members = [{ value: '1' }];
    assert.deepEqual(patched(group, { op: 'Remove', path: 'members', value: members })['members'], [
      { value: '2', display: 'Zwei' },
    ]);
  });

  it('leaves what is not the client’s', () => {
    const result = patched(
      user,
      { op: 'replace', path: 'id', value: '2' },
      { op: 'replace', value: { meta: {}, groups: [] } },
    );
    assert.deepEqual(result, user);
  });

  it('refuses what makes no sense', () => {
    for (const [body, scimType] of [
      [null, 'invalidSyntax'],
      [{ Operations: [] }, 'invalidSyntax'],
      [{ Operations: [null] }, 'invalidSyntax'],
      [{ Operations: [{ op: 'move', path: 'x' }] }, 'invalidSyntax'],
      [{ Operations: [{ op: 'remove' }] }, 'noTarget'],
      [{ Operations: [{ op: 'add', value: 'x' }] }, 'invalidValue'],
      [{ Operations: [{ op: 'add', path: 'title' }] }, 'invalidValue'],
      [{ Operations: [{ op: 'add', path: 'a b', value: 1 }] }, 'invalidPath'],
      [{ Operations: [{ op: 'add', path: '__proto__.polluted', value: 1 }] }, 'invalidPath'],
      [{ Operations: [{ op: 'add', path: 'emails[type eq', value: 1 }] }, 'invalidPath'],
      [{ Operations: [{ op: 'replace', path: 'emails[type co "x"].value', value: 1 }] }, 'noTarget'],
      [{ Operations: [{ op: 'replace', path: 'emails[type zz "x"].value', value: 1 }] }, 'invalidFilter'],
      [{ Operations: [{ op: 'add', path: ['x'], value: 1 }] }, 'invalidPath'],
      [{ Operations: Array.from({ length: 2000 }, () => ({ op: 'add', path: 'title', value: 'x' })) }, 'tooMany'],
    ] as const) {
      assert.throws(
        () => applyPatch(user, body),
        (error) => error instanceof ScimError && error.scimType === scimType,
        JSON.stringify(body).slice(0, 100),
      );
    }
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });
});
