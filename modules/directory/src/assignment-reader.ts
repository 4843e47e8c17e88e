import type { RoleAssignment } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

export interface AssignmentReader {
  /** The roles that a person holds for organisations. */
  ofPerson(personId: number, q?: Queryable): Promise<RoleAssignment[]>;
}

const findOfPerson = statement(
  'directory.find-role-assignments',
  `select role, organisation_id as "organisationId" from directory.role_assignment
   where person_id = $1 order by organisation_id, role`,
);

export function createAssignmentReader(db: Queryable): AssignmentReader {
  return {
    ofPerson: (personId, q = db) => q.query<RoleAssignment>(findOfPerson, [personId]),
  };
}
