import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from './fold.ts';

test('umlauts, their spelling with e, and marks fall together', () => {
  for (const name of ['Mühlhausen', 'muehlhausen', 'MUHLHAUSEN']) assert.equal(fold(name), 'muhlhausen');
  assert.equal(fold('Große Straße'), fold('grosse strasse'));
  assert.equal(fold('Yıldız Étienne'), 'yıldız etienne');
});
