import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDomainError } from '@landescloud/kernel';
import { checkedEnd, checkedReason, confirmBy, nextDeadline } from './guest-dates.ts';

const day = 24 * 3_600_000;
const at = (days: number) => new Date(Date.UTC(2026, 0, 1) + days * day);
const term = (ends: number, confirmed = 0) => ({ endsAt: at(ends), confirmedAt: at(confirmed) });

describe('a guest’s dates', () => {
  it('end in the future, and not later than the rule says', () => {
    const now = at(0).getTime();
    assert.deepEqual(checkedEnd(at(365).getTime(), now, 365), at(365));
    assert.deepEqual(checkedEnd(at(365.9).getTime(), now, 365), at(365.9));
    for (const days of [-1, 0, Number.NaN, 366.1, 1e9]) {
      assert.throws(
        () => checkedEnd(at(days).getTime(), now, 365),
        (error) => isDomainError(error, 'Invalid'),
        String(days),
      );
    }
  });

  it('ask for a confirmation after a year, where the guest stays longer', () => {
    assert.equal(confirmBy(term(200)), null);
    assert.equal(confirmBy(term(700)), at(365).getTime());
    assert.deepEqual(nextDeadline(term(700)), {
      at: at(365).getTime(),
      kind: 'confirm',
      remindFrom: at(335).getTime(),
    });
    assert.equal(nextDeadline(term(700, 340)).kind, 'end');
  });

  it('remind of a short stay in its second half', () => {
    assert.equal(nextDeadline(term(10)).remindFrom, at(5).getTime());
    assert.equal(nextDeadline(term(200)).remindFrom, at(170).getTime());
  });
});

describe('a reason', () => {
  it('is one line', () => {
    assert.equal(checkedReason('  Bau der\n Brücke '), 'Bau der Brücke');
    for (const text of ['', ' ', 'x'.repeat(501), 'a\u202eb', 'a\0b']) {
      assert.throws(
        () => checkedReason(text),
        (error) => isDomainError(error, 'Invalid'),
      );
    }
  });
});
