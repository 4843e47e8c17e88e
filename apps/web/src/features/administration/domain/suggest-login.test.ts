import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestLogin } from './suggest-login.ts';

test('a login is suggested from first and last name', () => {
  assert.equal(suggestLogin('Dr. Änne Maria Überschär'), 'aenne.ueberschaer');
  assert.equal(suggestLogin('  Birte Clausen-Groß '), 'birte.clausen-gross');
  assert.equal(suggestLogin('Poststelle'), 'poststelle');
  assert.equal(suggestLogin('??'), '');
});
