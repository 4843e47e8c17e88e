import assert from 'node:assert/strict';
import { it } from 'node:test';
import { claimIsTrue, claimText, claimTexts } from './claim-values.ts';

it('finds claims by name and by path, and takes nothing else for them', () => {
  const claims = {
    sub: '7',
    name: 'Anna',
    'https://example.org/ou': 'tfm',
    realm_access: { roles: ['a', 'b', 3, ''] },
    groups: 'one',
    long: 'x'.repeat(501),
    number: 5,
  };
  assert.equal(claimText(claims, 'name'), 'Anna');
  assert.equal(claimText(claims, 'https://example.org/ou'), 'tfm');
  for (const name of ['missing', 'number', 'long', 'realm_access', 'name.length', 'constructor', '__proto__.x']) {
    assert.equal(claimText(claims, name), null, name);
  }
  assert.deepEqual(claimTexts(claims, 'realm_access.roles'), ['a', 'b']);
  assert.deepEqual(claimTexts(claims, 'groups'), ['one']);
  assert.deepEqual(claimTexts(claims, null), []);
});

it('takes an address for proven only where it is said so', () => {
  for (const value of [true, 1, 'true', '1']) assert.ok(claimIsTrue({ sub: '7', ok: value }, 'ok'), String(value));
  for (const value of [false, 0, 'false', '', 'yes', null, {}, [true], undefined]) {
    assert.equal(claimIsTrue({ sub: '7', ok: value }, 'ok'), false, JSON.stringify(value));
  }
});
