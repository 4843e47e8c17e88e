import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPrefix, isTyping, jumpOf, noTyping, typed } from './type-ahead.ts';

const names = ['Ablage', 'Berichte', 'Besprechung', undefined, 'bild.png', 'Übersicht'];
const nameAt = (index: number) => names[index];

test('letters typed in one go make a prefix', () => {
  const be = typed(typed(noTyping, 'B', 1000), 'e', 1200);
  assert.deepEqual(jumpOf(be), { prefix: 'be', fromNext: false });
  assert.deepEqual(jumpOf(typed(be, 'x', 5000)), { prefix: 'x', fromNext: true });
  assert.ok(isTyping(be, 1300));
  assert.ok(!isTyping(be, 5000));
});

test('the same letter again walks through what begins with it', () => {
  const bb = typed(typed(noTyping, 'b', 0), 'b', 100);
  assert.deepEqual(jumpOf(bb), { prefix: 'b', fromNext: true });
  assert.equal(findPrefix(nameAt, names.length, 2, 'b'), 2);
  assert.equal(findPrefix(nameAt, names.length, 3, 'b'), 4);
  assert.equal(findPrefix(nameAt, names.length, 5, 'b'), 1, 'around the end');
});

test('either form of an umlaut matches', () => {
  assert.equal(findPrefix(nameAt, names.length, 0, 'u\u0308b'), 5);
  assert.equal(findPrefix(nameAt, names.length, 0, 'z'), -1);
});
