import type { Clock } from '@landescloud/kernel';
import { createThrottle, type Attempt } from '@landescloud/platform/auth';
import { addressKey, createTokenBuckets } from '@landescloud/platform/http';
import { tooManyTries } from '../link-errors.ts';

/**
 * Slows down who guesses. Passwords and codes: by link and network, by network alone, and by link alone for who comes from
 * many; whoever is in is never asked again, so nobody can be kept out who was here. Addresses of links have 131 random
 * bits: who tries many is only told to wait.
 */
export interface VisitThrottle {
  /** LimitExceeded `auth.too_many_attempts`, `sharing.too_many_tries`; else what the check says. */
  guarded(linkId: number, network: string, check: (turn: Turn) => Promise<boolean>): Promise<boolean>;
  /** Each counts, as nobody knows who asks. LimitExceeded `auth.too_many_attempts`. */
  asked(linkId: number, network: string): void;
  /** LimitExceeded `sharing.too_many_tries` for who has tried many addresses that do not exist. */
  missed(network: string): void;
}

export type Turn = Pick<Attempt, 'rank' | 'of'>;

const secondsPerTry = 36;
const triesAtOnce = 100;
const missesAtOnce = 60;

export function createVisitThrottle(clock: Clock): VisitThrottle {
  const attempts = createThrottle(clock);
  const asking = createThrottle(clock);
  const seconds = () => clock.now() / 1000;
  const links = createTokenBuckets(1 / secondsPerTry, triesAtOnce, seconds);
  const misses = createTokenBuckets(0.5, missesAtOnce, seconds);

  return {
    async guarded(linkId, network, check) {
      const wait = links.wait(linkId);
      if (wait > 0) throw tooManyTries(wait);
      const attempt = attempts.begin(`link ${linkId}`, network);
      const isRight = await check(attempt);
      if (isRight) attempt.succeeded();
      else links.take(linkId);
      return isRight;
    },
    asked(linkId, network) {
      asking.begin(`code ${linkId}`, network);
    },
    missed(network) {
      const wait = misses.take(addressKey(network));
      if (wait > 0) throw tooManyTries(wait);
    },
  };
}
