import { statement } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';

/** What the last look at the whole chain found. */
export interface Verification {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly entries: number;
  readonly faults: number;
}

export const verifiedType = 'audit.verified';

const findLast = statement(
  'audit.find-last-verification',
  `select at, data from audit.entry where type = $1 and salt is not null order by id desc limit 1`,
);

/** From the log itself: what was found is as hard to change as everything else in it. */
export async function readLastVerification(db: Database): Promise<Verification | null> {
  const [row] = await db.query<{ at: number; data: string }>(findLast, [verifiedType]);
  if (row === undefined) return null;
  const { entries, faults } = JSON.parse(row.data) as { entries: number; faults: number };
  return { at: row.at, entries, faults };
}
