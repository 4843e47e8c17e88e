import { DomainError } from '@landescloud/kernel';
import type { Clock } from '@landescloud/kernel';
import { addressKey } from '@landescloud/platform/http';
import type { Rank } from './work-queue.ts';

/** One try to prove who one is. It counts as failed until it is said to have succeeded. */
export interface Attempt {
  /** Whether somebody was here before: whose turn comes first while many try. */
  readonly rank: Rank;
  /** By login and by network, whichever of them many come with. */
  readonly of: readonly string[];
  succeeded(): void;
  /** It was not tried after all. */
  withdrawn(): void;
}

/**
 * Slows down guessing without a lever to lock others out: what counts is the login together with the address, and the
 * address alone for who tries many logins. Nothing ever blocks a login as such. Who has signed in from an address before
 * is not held up by the wrong guesses of others there, and a device that the login is known on counts for itself, wherever
 * it is. In memory, bounded, a process.
 */
export interface Throttle {
  /** Throws LimitExceeded `auth.too_many_attempts` with `retryAfterSeconds`; takes no time otherwise. */
  begin(login: string, address: string, device?: string): Attempt;
}

interface Count {
  failures: number;
  blockedUntil: number;
  lastAt: number;
}

interface Rule {
  /** Tries that cost no wait: people mistype. */
  readonly free: number;
  readonly longestWaitMs: number;
  readonly forgottenAfterMs: number;
}

const minute = 60_000;
const pairRule: Rule = { free: 5, longestWaitMs: 15 * minute, forgottenAfterMs: 60 * minute };
// whole offices share one address: many tries are free, and the wait stays short
const addressRule: Rule = { free: 60, longestWaitMs: minute, forgottenAfterMs: 15 * minute };

export function createThrottle(clock: Clock, capacity = 10_000): Throttle {
  const pairs = new Map<string, Count>();
  // apart, so that a flood of addresses pushes none of them out
  const devices = new Map<string, Count>();
  const addresses = new Map<string, Count>();
  const known = new Map<string, true>();
  const networks = new Map<string, true>();

  function counted(pair: string, network: string, device: string | undefined, now: number): [Count, Rule][] {
    if (device !== undefined) return [count(devices, device, pairRule, now, capacity)];
    const own = count(pairs, pair, pairRule, now, capacity);
    return known.has(pair) ? [own] : [own, count(addresses, network, addressRule, now, capacity)];
  }

  return {
    begin(login, address, device) {
      const network = addressKey(address);
      const pair = `${login} ${network}`;
      const now = clock.now();
      const counts = counted(pair, network, device, now);
      const blockedUntil = Math.max(...counts.map(([entry]) => entry.blockedUntil));
      if (blockedUntil > now) throw tooManyAttempts(blockedUntil - now);

      for (const [entry, rule] of counts) fail(entry, rule, now);
      const isKnown = device !== undefined || known.has(pair);
      return {
        rank: isKnown ? 'known' : networks.has(network) ? 'near' : 'stranger',
        of: [`login ${login}`, `network ${network}`],
        withdrawn() {
          for (const each of counts) forgive(...each);
        },
        succeeded() {
          if (device === undefined) pairs.delete(pair);
          else devices.delete(device);
          const [, ofAddress] = counts;
          if (ofAddress) forgive(...ofAddress);
          for (const [map, key] of [
            [known, pair],
            [networks, network],
          ] as const) {
            map.delete(key);
            remember(map, key, true, capacity);
          }
        },
      };
    },
  };
}

function count(map: Map<string, Count>, key: string, rule: Rule, now: number, capacity: number): [Count, Rule] {
  const entry = map.get(key);
  if (entry && now - entry.lastAt < rule.forgottenAfterMs) return [entry, rule];
  const fresh: Count = { failures: 0, blockedUntil: 0, lastAt: now };
  map.delete(key);
  remember(map, key, fresh, capacity);
  return [fresh, rule];
}

function fail(entry: Count, rule: Rule, now: number): void {
  entry.failures += 1;
  entry.lastAt = now;
  const over = entry.failures - rule.free;
  entry.blockedUntil = over < 0 ? 0 : now + Math.min(1000 * 2 ** over, rule.longestWaitMs);
}

function forgive(entry: Count, rule: Rule): void {
  entry.failures = Math.max(0, entry.failures - 1);
  if (entry.failures < rule.free) entry.blockedUntil = 0;
}

/** The oldest goes when the map is full. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value, capacity: number): void {
  if (map.size >= capacity) map.delete(map.keys().next().value as string);
  map.set(key, value);
}

function tooManyAttempts(waitMs: number): DomainError {
  return new DomainError('LimitExceeded', 'auth.too_many_attempts', 'Too many tries. Wait a moment, then try again.', {
    retryAfterSeconds: Math.ceil(waitMs / 1000),
  });
}
