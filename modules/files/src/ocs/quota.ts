import type { PersonActor } from '@landescloud/kernel';
import type { Files } from '../files.ts';

export const unlimited = -3;

/** Of the personal space, in bytes; `relative` in per cent. Without a limit what is free is not known: -3. Guests have no room. */
export async function quotaOf(
  files: Files,
  actor: PersonActor,
): Promise<{ free: number; used: number; total: number; relative: number; quota: number }> {
  const personal = (await files.spaces.list(actor)).find((space) => space.kind === 'personal');
  const used = personal?.usedBytes ?? 0;
  const free = personal === undefined ? 0 : personal.freeBytes;
  if (free === null) return { free: unlimited, used, total: unlimited, relative: 0, quota: unlimited };
  const quota = personal === undefined ? 0 : (personal.quotaBytes ?? used + free);
  const relative = quota === 0 ? 100 : Math.round((used / quota) * 10_000) / 100;
  return { free, used, total: quota, relative, quota };
}
