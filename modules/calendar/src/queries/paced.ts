import { setImmediate as turn } from 'node:timers/promises';
import { tooCostly } from '../errors.ts';

const turnAfterMs = 25;
const mostMs = 10_000;

/**
 * Work on many objects that may each be costly: others get their turn in between, and what takes too long is LimitExceeded
 * `calendar.too_costly`.
 */
export async function paced<T, R>(items: readonly T[], work: (item: T) => R): Promise<R[]> {
  const results: R[] = [];
  let spent = 0;
  let begin = performance.now();
  for (const item of items) {
    results.push(work(item));
    const now = performance.now();
    if (now - begin < turnAfterMs) continue;
    spent += now - begin;
    if (spent > mostMs) throw tooCostly();
    await turn();
    begin = performance.now();
  }
  return results;
}
