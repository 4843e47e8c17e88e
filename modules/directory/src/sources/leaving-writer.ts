import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { removeAssignments } from '../assignment-writer.ts';
import type { LostAssignment } from '../assignment-writer.ts';
import { writeGroupsLeft } from '../leaving-writer.ts';
import type { Membership } from '../leaving-writer.ts';

const disable = statement(
  'directory.disable-source-people',
  'update directory.person set disabled_at = $2 where id = any($1) and disabled_at is null returning id',
);
const leave = statement(
  'directory.leave-source-people',
  'update directory.person set left_at = $2 where id = any($1) and left_at is null returning id',
);

export interface Ended {
  readonly disabled: ReadonlySet<number>;
  readonly left: ReadonlySet<number>;
  readonly memberships: readonly Membership[];
  readonly assignments: readonly LostAssignment[];
}

/** What hangs on who left (reports, deputies, what they own) follows upon the event `person_left`: hand-over.ts. */
export async function writeLeaving(
  tx: Queryable,
  leaving: readonly number[],
  locked: readonly number[],
  now: Date,
): Promise<Ended> {
  type Row = { id: number };
  const disabled = await tx.query<Row>(disable, [[...leaving, ...locked], now]);
  const left = await tx.query<Row>(leave, [leaving, now]);
  const memberships = await writeGroupsLeft(tx, leaving);
  const assignments = await removeAssignments(tx, leaving, null);
  return { disabled: idsOf(disabled), left: idsOf(left), memberships, assignments };
}

function idsOf(rows: readonly { readonly id: number }[]): ReadonlySet<number> {
  return new Set(rows.map(({ id }) => id));
}
