import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError } from '@landescloud/kernel';
import { createThrottle } from './throttle.ts';
import type { Throttle } from './throttle.ts';

function setUp(capacity?: number) {
  const time = { now: 1_000_000 };
  return { time, throttle: createThrottle({ now: () => time.now }, capacity) };
}

/** The seconds to wait; 0 where the try was taken. */
function tryIn(throttle: Throttle, login: string, address: string): number {
  try {
    throttle.begin(login, address);
    return 0;
  } catch (error) {
    assert.ok(error instanceof DomainError && error.code === 'auth.too_many_attempts');
    return Number(error.details['retryAfterSeconds']);
  }
}

describe('throttling', () => {
  it('lets people mistype, then makes them wait ever longer', () => {
    const { time, throttle } = setUp();
    const waits: number[] = [];
    for (let count = 0; count < 9; count += 1) {
      let wait = tryIn(throttle, 'anna', '10.0.0.1');
      waits.push(wait);
      while (wait > 0) {
        time.now += wait * 1000;
        wait = tryIn(throttle, 'anna', '10.0.0.1');
      }
    }
    assert.deepEqual(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8]);
  });

  it('is over after one success', () => {
    const { throttle } = setUp();
    for (let count = 0; count < 4; count += 1) tryIn(throttle, 'anna', '10.0.0.1');
    throttle.begin('anna', '10.0.0.1').succeeded();
    for (let count = 0; count < 5; count += 1) assert.equal(tryIn(throttle, 'anna', '10.0.0.1'), 0);
  });

  it('does not count what was not tried after all', () => {
    const { throttle } = setUp();
    for (let count = 0; count < 100; count += 1) throttle.begin('anna', '10.0.0.1').withdrawn();
    assert.equal(tryIn(throttle, 'anna', '10.0.0.1'), 0);
  });

  it('never locks a login: the owner elsewhere is not held up', () => {
    const { throttle } = setUp();
    for (let count = 0; count < 10_000; count += 1) tryIn(throttle, 'anna', '10.6.6.6');
    assert.ok(tryIn(throttle, 'anna', '10.6.6.6') > 0);
    assert.equal(tryIn(throttle, 'anna', '10.0.0.1'), 0);
  });

  it('slows down who tries many logins, but not who has signed in there before', () => {
    const { throttle } = setUp();
    throttle.begin('bernd', '10.6.6.6').succeeded();
    let taken = 0;
    for (let count = 0; count < 10_000; count += 1) if (tryIn(throttle, `login${count}`, '10.6.6.6') === 0) taken += 1;
    assert.equal(taken, 60);
    const wait = tryIn(throttle, 'anna', '10.6.6.6');
    assert.ok(wait > 0 && wait <= 60, String(wait));
    assert.equal(tryIn(throttle, 'bernd', '10.6.6.6'), 0);
    assert.equal(tryIn(throttle, 'bernd', '10.6.6.7'), 0);
  });

  it('counts tries that are still running', () => {
    const { throttle } = setUp();
    const started = Array.from({ length: 100 }, (_, count) => tryIn(throttle, `login${count}`, '10.6.6.6'));
    assert.equal(started.filter((wait) => wait === 0).length, 60);
  });

  it('takes an IPv6 network for one address', () => {
    const { throttle } = setUp();
    for (let count = 0; count < 100; count += 1) tryIn(throttle, 'anna', `2001:db8:1:2::${count.toString(16)}`);
    assert.ok(tryIn(throttle, 'anna', '2001:db8:1:2:ffff::1') > 0);
    assert.equal(tryIn(throttle, 'anna', '2001:db8:1:3::1'), 0);
  });

  it('forgets, and its memory is bounded', () => {
    const { time, throttle } = setUp(100);
    for (let count = 0; count < 20; count += 1) tryIn(throttle, 'anna', '10.0.0.1');
    time.now += 61 * 60_000;
    for (let count = 0; count < 5; count += 1) assert.equal(tryIn(throttle, 'anna', '10.0.0.1'), 0);
    for (let count = 0; count < 10_000; count += 1)
      tryIn(throttle, `login${count}`, `10.1.${count >> 8}.${count & 255}`);
    assert.equal(tryIn(throttle, 'anna', '10.0.0.1'), 0);
  });
});
