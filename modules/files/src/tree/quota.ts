import { organisationQuotaExceeded, quotaExceeded } from '../errors.ts';
import type { OrganisationRoom } from '../spaces/organisation-room.ts';
import type { LockedSpace, SpaceWrite } from './space-write.ts';

/** Throws InsufficientStorage `files.quota_exceeded` where so many bytes more would be too many. */
export function checkQuota(
  { quotaBytes, usedBytes }: Pick<LockedSpace, 'quotaBytes' | 'usedBytes'>,
  bytes: number,
): void {
  if (quotaBytes !== null && usedBytes + bytes > quotaBytes) throw quotaExceeded(quotaBytes - usedBytes);
}

/** As `checkQuota`, and `files.organisation_quota_exceeded` where all spaces of its organisation together are full. */
export async function checkRoom(room: OrganisationRoom, write: SpaceWrite, bytes: number): Promise<void> {
  checkQuota(write.space, bytes);
  const { organisationId } = write.space;
  const remembered = room.free(organisationId, write.reader);
  const free = remembered instanceof Promise ? await remembered : remembered;
  if (free === null || write.grown + bytes <= free) return;
  // somebody may have made room elsewhere
  const now = await room.look(organisationId, write.reader);
  if (now !== null && write.grown + bytes > now) throw organisationQuotaExceeded(now - write.grown);
}

/** The less of the two; null: no limit. */
export function lessRoom(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
