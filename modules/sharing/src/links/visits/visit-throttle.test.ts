import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDomainError } from '@landescloud/kernel';
import { createVisitThrottle, type Trying } from './visit-throttle.ts';

const minute = 60_000;

function setUp() {
  const time = { now: 1_000_000 };
  const throttle = createVisitThrottle({ now: () => time.now });
  /** 'right', 'wrong', or how many seconds to wait. */
  const attempt = async (who: Trying, isRight = false): Promise<string | number> => {
    try {
      const tried = { guessable: true, ...who };
      return (await throttle.guarded(7, tried, async () => isRight)) ? 'right' : 'wrong';
    } catch (error) {
      assert.ok(isDomainError(error, 'LimitExceeded'));
      return Number(error.details['retryAfterSeconds']);
    }
  };
  const attack = async (networks: number, tries: number) => {
    let taken = 0;
    for (let at = 0; at < networks; at += 1)
      for (let count = 0; count < tries; count += 1)
        if ((await attempt({ network: `10.${at >> 8}.${at & 255}.1` })) === 'wrong') taken += 1;
    return taken;
  };
  return { time, attempt, attack };
}

describe('guesses at a link’s password', () => {
  it('from a few networks, however many, keep nobody else out', async () => {
    const { time, attempt, attack } = setUp();
    for (let round = 0; round < 200; round += 1) {
      await attack(15, 1);
      time.now += minute;
    }
    assert.equal(await attempt({ network: '192.0.2.1' }, true), 'right');
    assert.equal(await attempt({ network: '192.0.2.2' }), 'wrong', 'who mistypes may try again');
    assert.equal(await attempt({ network: '192.0.2.2' }, true), 'right');
  });

  it('from very many slow down who comes for the first time, and nobody who was in', async () => {
    const { time, attempt, attack } = setUp();
    assert.equal(await attempt({ network: '192.0.2.1' }, true), 'right');
    const taken = await attack(500, 5);
    assert.ok(taken < 200, `${taken} guesses`);
    const wait = await attempt({ network: '192.0.2.3' }, true);
    assert.ok(typeof wait === 'number' && wait <= 36, String(wait));
    assert.equal(await attempt({ network: '192.0.2.1' }, true), 'right', 'the network of somebody who was in');
    assert.equal(await attempt({ network: '10.0.0.1', device: 'a' }, true), 'right', 'the browser, wherever it is');
    for (let again = 0; again < 30; again += 1) await attempt({ network: '192.0.2.3' }, true);
    time.now += 20_000;
    assert.equal(await attempt({ network: '192.0.2.3' }, true), 'right', 'asking again in vain costs nothing');
  });

  it('of one who has a provider’s whole block of IPv6 count as few', async () => {
    const { attempt } = setUp();
    for (let at = 0; at < 1_000; at += 1) await attempt({ network: `2001:db8:1:${at.toString(16)}::1` });
    assert.equal(await attempt({ network: '192.0.2.1' }, true), 'right');
  });

  it('stay few over hours', async () => {
    const { time, attack } = setUp();
    let taken = 0;
    for (let hour = 0; hour < 6; hour += 1) {
      taken += await attack(400, 2);
      time.now += 60 * minute;
    }
    assert.ok(taken < 6 * 300 + 160, `${taken} guesses`);
  });
});

it('codes have no purse that others could empty', async () => {
  const { attempt, attack } = setUp();
  await attack(500, 5);
  assert.equal(await attempt({ network: '192.0.2.8', guessable: false }, true), 'right');
});
