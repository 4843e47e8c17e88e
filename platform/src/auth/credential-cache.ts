import type { Clock } from '@landescloud/kernel';
import type { Authenticated } from './credential.ts';

/**
 * What was looked up lately, by the hash of what the client showed, so that a poll costs no query. An entry lives half
 * a minute; `drop` ends it at once.
 */
export interface CredentialCache {
  /** The entry, null where it is known to be worthless, undefined where nothing is known. */
  get(key: string): Authenticated | null | undefined;
  /** Looks up what is not there, once for all who ask at the same time. */
  load(key: string, lookUp: () => Promise<Authenticated | null>): Promise<Authenticated | null>;
  drop(matches: (entry: Authenticated) => boolean): void;
}

interface Entry {
  readonly value: Authenticated | null;
  readonly until: number;
}

const lifeMs = 30_000;

export function createCredentialCache(clock: Clock, capacity = { valid: 20_000, worthless: 5_000 }): CredentialCache {
  const valid = new Map<string, Entry>();
  // apart, so that a flood of wrong tokens pushes nobody out
  const worthless = new Map<string, Entry>();
  const loading = new Map<string, Promise<Authenticated | null>>();
  let generation = 0;

  function keep(key: string, value: Authenticated | null): void {
    const [map, size] = value === null ? [worthless, capacity.worthless] : [valid, capacity.valid];
    map.delete(key);
    if (map.size >= size) map.delete(map.keys().next().value as string);
    map.set(key, { value, until: clock.now() + lifeMs });
  }

  return {
    get(key) {
      const entry = valid.get(key) ?? worthless.get(key);
      return entry !== undefined && entry.until > clock.now() ? entry.value : undefined;
    },

    load(key, lookUp) {
      const running = loading.get(key);
      if (running) return running;
      const startedIn = generation;
      const lookedUp = lookUp()
        .then((value) => {
          // a revocation may have overtaken the query: then what it answered is not to be trusted for half a minute
          if (startedIn === generation) keep(key, value);
          return value;
        })
        .finally(() => {
          if (loading.get(key) === lookedUp) loading.delete(key);
        });
      loading.set(key, lookedUp);
      return lookedUp;
    },

    drop(matches) {
      generation += 1;
      loading.clear();
      worthless.clear();
      for (const [key, entry] of valid) if (entry.value !== null && matches(entry.value)) valid.delete(key);
    },
  };
}
