/**
 * How often each of many keys (people, addresses) may do something: `perSecond` on average, `burst` at once.
 * Full buckets are forgotten, so memory follows who was active lately.
 */
export interface TokenBuckets {
  /** Takes one token; the seconds to wait when there is none, else 0. */
  take(key: string | number): number;
  /** Back what was taken for nothing. */
  give(key: string | number): void;
  /** The seconds to wait until there is one; takes nothing. */
  wait(key: string | number): number;
}

interface Bucket {
  tokens: number;
  at: number;
}

export function createTokenBuckets(
  perSecond: number,
  burst: number,
  now: () => number = () => performance.now() / 1000,
): TokenBuckets {
  const buckets = new Map<string | number, Bucket>();
  const most = 100_000;

  function refill(key: string | number): Bucket | undefined {
    const bucket = buckets.get(key);
    if (bucket === undefined) return undefined;
    const time = now();
    bucket.tokens = Math.min(burst, bucket.tokens + (time - bucket.at) * perSecond);
    bucket.at = time;
    return bucket;
  }

  function forgetFull(): void {
    const time = now();
    for (const [key, bucket] of buckets) {
      if (bucket.tokens + (time - bucket.at) * perSecond >= burst) buckets.delete(key);
    }
    if (buckets.size >= most) buckets.clear();
  }

  return {
    take(key) {
      const bucket = refill(key);
      if (bucket === undefined) {
        if (buckets.size >= most) forgetFull();
        buckets.set(key, { tokens: burst - 1, at: now() });
        return 0;
      }
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
      bucket.tokens -= 1;
      return 0;
    },
    give(key) {
      const bucket = refill(key);
      if (bucket !== undefined) bucket.tokens = Math.min(burst, bucket.tokens + 1);
    },
    wait(key) {
      const bucket = refill(key);
      return bucket === undefined || bucket.tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    },
  };
}
