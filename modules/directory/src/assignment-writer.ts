import type { OrganisationRole, RoleAssignment } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

const insert = statement(
  'directory.insert-role-assignment',
  `insert into directory.role_assignment (person_id, role, organisation_id) values ($1, $2, $3)
   on conflict do nothing returning role`,
);
const remove = statement(
  'directory.delete-role-assignment',
  'delete from directory.role_assignment where person_id = $1 and role = $2 and organisation_id = $3 returning role',
);
const removeAll = statement(
  'directory.delete-role-assignments',
  `delete from directory.role_assignment where person_id = any($1) and ($2::bigint[] is null or organisation_id = any($2))
   returning person_id as "personId", role, organisation_id as "organisationId"`,
);

/** False where it was so already. */
export async function writeAssignment(
  tx: Queryable,
  personId: number,
  role: OrganisationRole,
  organisationId: number,
  holds: boolean,
): Promise<boolean> {
  return (await tx.query(holds ? insert : remove, [personId, role, organisationId])).length > 0;
}

export interface LostAssignment extends RoleAssignment {
  readonly personId: number;
}

/** As events say it. */
export function roleOf({ role, organisationId }: RoleAssignment): { role: string; organisationId: number } {
  return { role, organisationId };
}

/** Takes away what the people hold for these organisations; null: everything. Answers what that was. */
export function removeAssignments(
  tx: Queryable,
  personIds: readonly number[],
  organisationIds: readonly number[] | null,
): Promise<LostAssignment[]> {
  return tx.query<LostAssignment>(removeAll, [personIds, organisationIds]);
}
