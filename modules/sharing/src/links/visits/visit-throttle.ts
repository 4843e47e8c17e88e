import type { Clock } from '@landescloud/kernel';
import { createThrottle, type Attempt } from '@landescloud/platform/auth';
import { addressKey, createTokenBuckets, type TokenBuckets } from '@landescloud/platform/http';
import { tooManyTries } from '../link-errors.ts';

/**
 * Slows down who guesses, and gives nobody a lever to lock others out. A browser that was in before counts for itself, and so
 * does a network from which somebody got in. Everybody else shares: a network's first tries at a link come out of one purse,
 * what it tries further out of another, so that whoever guesses on from few networks does not hold up who comes for the
 * first time. Whoever is in is never asked again. Codes have no purse: a challenge has five tries, and mails are few.
 * Addresses of links have 131 random bits: who tries many is only told to wait.
 */
export interface VisitThrottle {
  /** LimitExceeded `auth.too_many_attempts`, `sharing.too_many_tries`; else what the check says. */
  guarded(linkId: number, who: Trying, check: (turn: Turn) => Promise<boolean>): Promise<boolean>;
  /** Each counts, as nobody knows who asks. LimitExceeded `auth.too_many_attempts`. */
  asked(linkId: number, who: Trying): void;
  /** LimitExceeded `sharing.too_many_tries` for who has tried many addresses that do not exist. */
  missed(network: string): void;
}

export interface Trying {
  readonly network: string;
  /** A browser that was in before, or a key from a mail. */
  readonly device?: string | undefined;
  /** What is shown is worth guessing: a password, not a code. */
  readonly guessable?: boolean;
}

export type Turn = Pick<Attempt, 'rank' | 'of'>;

const secondsPerTry = 36;
const triesAtOnce = 100;
const firstTriesOfNetwork = 3;
const secondsPerFirstTry = 20;
const firstTriesAtOnce = 60;
const missesAtOnce = 60;
const hour = 3600;

export function createVisitThrottle(clock: Clock): VisitThrottle {
  const attempts = createThrottle(clock);
  const asking = createThrottle(clock);
  const seconds = () => clock.now() / 1000;
  const firstTries = createTokenBuckets(firstTriesOfNetwork / hour, firstTriesOfNetwork, seconds);
  const firstPurses = createTokenBuckets(1 / secondsPerFirstTry, firstTriesAtOnce, seconds);
  const purses = createTokenBuckets(1 / secondsPerTry, triesAtOnce, seconds);
  const misses = createTokenBuckets(0.5, missesAtOnce, seconds);

  return {
    async guarded(linkId, { network, device, guessable = false }, check) {
      const attempt = attempts.begin(`link ${linkId}`, network, device);
      let purse: TokenBuckets | null = null;
      if (guessable && attempt.rank !== 'known') {
        const own = `${linkId} ${wideNetwork(network)}`;
        const isFirst = firstTries.take(own) === 0;
        purse = isFirst ? firstPurses : purses;
        const wait = purse.take(linkId);
        if (wait > 0) {
          // nothing was tried: who asks again has lost nothing by it
          attempt.withdrawn();
          if (isFirst) firstTries.give(own);
          throw tooManyTries(wait);
        }
      }
      const isRight = await check(attempt);
      if (isRight) {
        attempt.succeeded();
        purse?.give(linkId);
      }
      return isRight;
    },
    asked(linkId, { network, device }) {
      asking.begin(`code ${linkId}`, network, device);
    },
    missed(network) {
      const wait = misses.take(addressKey(network));
      if (wait > 0) throw tooManyTries(wait);
    },
  };
}

/** Whoever has IPv6 gets 65,536 networks for the asking. */
function wideNetwork(network: string): string {
  const key = addressKey(network);
  return key.includes(':') ? key.split(':').slice(0, 3).join(':') : key;
}
