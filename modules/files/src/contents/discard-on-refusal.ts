import { isDomainError } from '@landescloud/kernel';
import type { BlobStore } from '@landescloud/platform/blobs';

/**
 * Runs what makes metadata refer to fresh blobs, and removes them where that was refused. Where the outcome is not
 * known (the connection broke during the commit) they stay: the sweep decides later by what the database says.
 */
export async function discardOnRefusal<T>(
  blobs: BlobStore,
  ids: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDomainError(error) && error.kind !== 'Unavailable') {
      await Promise.allSettled(ids.map((id) => blobs.remove(id)));
    }
    throw error;
  }
}
