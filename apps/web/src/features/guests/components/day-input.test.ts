import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endOfDay, suggestedEnd, toDay } from './day-input.ts';

describe('a guest’s last day', () => {
  it('is the whole day, where one is', () => {
    assert.equal(toDay(endOfDay('2027-03-01')), '2027-03-01');
    assert.ok(Number.isNaN(endOfDay('')));
  });

  it('is suggested within the rule', () => {
    const now = endOfDay('2027-03-01');
    assert.equal(suggestedEnd(now, 10), '2027-03-11');
    assert.equal(suggestedEnd(now, 30), '2027-03-31');
  });
});
