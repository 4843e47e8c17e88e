import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentionAt, partsOf, withMention } from './mention-at.ts';

test('whoever types @ is looking for somebody, but not in an address', () => {
  assert.deepEqual(mentionAt('Hallo @An', 9), { from: 6, query: 'An' });
  assert.deepEqual(mentionAt('@', 1), { from: 0, query: '' });
  assert.deepEqual(mentionAt('@Anna Al und', 8), { from: 0, query: 'Anna Al' });
  assert.equal(mentionAt('post@tfm', 8), null);
  assert.equal(mentionAt('Hallo @An', 5), null);
  assert.deepEqual(withMention('Hallo @An, ja', 6, 9, 'anna'), { text: 'Hallo @anna , ja', caret: 12 });
  assert.deepEqual(withMention('@d', 0, 2, 'd@tfm'), { text: '@"d@tfm" ', caret: 9 });
});

test('a comment shows names where logins were typed', () => {
  const anna = { login: 'anna', name: 'Anna Ebert' };
  assert.deepEqual(partsOf('Hallo @anna, @annabell und @"anna"', [anna]), [
    { text: 'Hallo ' },
    { mention: 'Anna Ebert' },
    { text: ', @annabell und ' },
    { mention: 'Anna Ebert' },
  ]);
  assert.deepEqual(partsOf('@anna', []), [{ text: '@anna' }]);
});
