import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createTokenBuckets } from './token-buckets.ts';

it('token buckets allow a burst, then the rate, each key for itself', () => {
  let time = 0;
  const buckets = createTokenBuckets(2, 3, () => time);
  assert.deepEqual(
    [1, 2, 3, 4].map(() => buckets.take('a')),
    [0, 0, 0, 1],
  );
  assert.equal(buckets.take('b'), 0);
  buckets.give('a');
  assert.deepEqual([buckets.take('a'), buckets.take('a')], [0, 1]);
  assert.equal(buckets.wait('a'), 1);
  time = 0.5;
  assert.equal(buckets.wait('a'), 0);
  assert.equal(buckets.take('a'), 0);
  assert.equal(buckets.take('a'), 1);
  time = 100;
  assert.deepEqual(
    [1, 2, 3, 4].map(() => buckets.take('a')),
    [0, 0, 0, 1],
  );
});

it('token buckets stay bounded under a flood of keys', () => {
  const buckets = createTokenBuckets(1, 1, () => 0);
  for (let i = 0; i < 250_000; i++) assert.equal(buckets.take(i), 0);
});
