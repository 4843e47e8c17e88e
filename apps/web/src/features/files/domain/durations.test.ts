import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, percentOf } from './durations.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

test('time left is coarse', () => {
  assert.equal(plain(formatDuration(400, 'de')), '1 Sek.');
  assert.equal(plain(formatDuration(37_000, 'de')), '40 Sek.');
  assert.equal(plain(formatDuration(170_000, 'de')), '3 Min.');
  assert.equal(plain(formatDuration(2 * 3_600_000, 'de')), '2 Std.');
  assert.equal(plain(formatDuration(90 * 60_000, 'de')), '1 Std. 30 Min.');
});

test('a percentage is whole only when everything is there', () => {
  assert.equal(percentOf(999, 1000), 99);
  assert.equal(percentOf(1000, 1000), 100);
  assert.equal(percentOf(0, 0), 100);
});
