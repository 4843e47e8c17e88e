import { quotaExceeded } from '../errors.ts';
import type { LockedSpace } from './space-write.ts';

/** Throws InsufficientStorage `files.quota_exceeded` where so many bytes more would be too many. */
export function checkQuota(
  { quotaBytes, usedBytes }: Pick<LockedSpace, 'quotaBytes' | 'usedBytes'>,
  bytes: number,
): void {
  if (quotaBytes !== null && usedBytes + bytes > quotaBytes) throw quotaExceeded(quotaBytes - usedBytes);
}
