import assert from 'node:assert/strict';
import { it } from 'node:test';
import { returnPath } from './return-path.ts';

it('goes on at a path of ours, and nowhere else', () => {
  assert.equal(returnPath(undefined), '/');
  for (const path of [
    '/',
    '/files/7?select=8#x',
    '/login/flow/abc',
    '/search?q=a%20b',
    '/x?to=https://evil.example/',
  ]) {
    assert.equal(returnPath(path), path);
  }
  const elsewhere = [
    '',
    'files',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil',
  ];
  for (const path of [...elsewhere, 'https://evil.example/', 'javascript:alert(1)', '/a\\..', `/${'x'.repeat(2000)}`]) {
    assert.throws(() => returnPath(path), { code: 'auth.invalid_return' }, path);
  }
});
