import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TransferRate } from './transfer-rate.ts';

test('nothing is said before a second has passed', () => {
  const rate = new TransferRate();
  rate.record(0, 0, 0);
  rate.record(500, 10_000_000, 0);
  assert.equal(rate.bytesPerSecond(), null);
});

test('a steady line', () => {
  const rate = new TransferRate();
  for (let second = 0; second <= 30; second += 1) rate.record(second * 1000, second * 2_000_000, 0);
  assert.equal(rate.bytesPerSecond(), 2_000_000);
  assert.equal(rate.timeLeft(20_000_000, 0), 10_000);
});

test('it notices within 15 seconds that nothing moves', () => {
  const rate = new TransferRate();
  for (let second = 0; second <= 10; second += 1) rate.record(second * 1000, second * 2_000_000, 0);
  for (let second = 11; second <= 30; second += 1) rate.record(second * 1000, 20_000_000, 0);
  assert.equal(rate.timeLeft(1, 0), null);
});

test('small files cost time too', () => {
  const rate = new TransferRate();
  for (let second = 0; second <= 10; second += 1) rate.record(second * 1000, second * 100, second * 10);
  const left = rate.timeLeft(1000, 100);
  assert.ok(left !== null && left > 9_000 && left < 11_000);
});
