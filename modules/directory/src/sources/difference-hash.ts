import { createHash } from 'node:crypto';
import type { DifferenceItem } from './source-difference.ts';

/** The same for the same difference: what is confirmed is what was looked at. */
export function differenceHash(items: readonly DifferenceItem[]): string {
  const hash = createHash('sha256');
  for (const { kind, externalId, before, after } of items)
    hash.update(JSON.stringify([kind, externalId, before, after])).update('\n');
  return hash.digest('hex');
}
