import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

const disable = statement(
  'directory.disable-source-people',
  'update directory.person set disabled_at = $2 where id = any($1) and disabled_at is null returning id',
);
const leave = statement(
  'directory.leave-source-people',
  'update directory.person set left_at = $2 where id = any($1) and left_at is null returning id',
);
const leaveGroups = statement(
  'directory.leave-groups',
  `delete from directory.group_member where person_id = any($1) returning group_id as "groupId", person_id as "personId"`,
);
const loseRoles = statement('directory.lose-roles', 'delete from directory.role_assignment where person_id = any($1)');

export interface Ended {
  readonly disabled: ReadonlySet<number>;
  readonly left: ReadonlySet<number>;
  readonly memberships: readonly { readonly groupId: number; readonly personId: number }[];
}

export async function writeLeaving(
  tx: Queryable,
  leaving: readonly number[],
  locked: readonly number[],
  now: Date,
): Promise<Ended> {
  type Row = { id: number };
  const disabled = await tx.query<Row>(disable, [[...leaving, ...locked], now]);
  const left = await tx.query<Row>(leave, [leaving, now]);
  const memberships = await tx.query<Ended['memberships'][number]>(leaveGroups, [leaving]);
  await tx.query(loseRoles, [leaving]);
  return { disabled: idsOf(disabled), left: idsOf(left), memberships };
}

function idsOf(rows: readonly { readonly id: number }[]): ReadonlySet<number> {
  return new Set(rows.map(({ id }) => id));
}
