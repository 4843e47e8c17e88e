import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { httpDate } from './http-date.ts';

test('dates are written as Date writes them', () => {
  const times = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 11, 31) });
  fc.assert(fc.property(times, (time) => assert.equal(httpDate(time), new Date(time).toUTCString())));
});
