import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestKey } from './suggest-key.ts';

test('a key is made from a name', () => {
  assert.equal(suggestKey('Stadt Mühlhausen/Thüringen'), 'stadt-muehlhausen-thueringen');
  assert.equal(suggestKey('  Café & Straße '), 'cafe-strasse');
  assert.equal(suggestKey('!!!'), '');
  assert.match(suggestKey('ä'.repeat(200)), /^[a-z0-9-]{1,48}$/);
});
