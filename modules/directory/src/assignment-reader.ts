import type { OrganisationRole, RoleAssignment } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

export interface AssignmentRecord {
  readonly role: OrganisationRole;
  readonly organisationId: number;
  readonly login: string;
  readonly name: string;
  /** The person's own organisation. */
  readonly ownOrganisationId: number;
}

export interface AssignmentReader {
  /** The roles that a person holds for organisations. */
  ofPerson(personId: number, q?: Queryable): Promise<RoleAssignment[]>;
  /** Who holds which role for one of these organisations. */
  ofOrganisations(ids: readonly number[]): Promise<AssignmentRecord[]>;
}

const findOfPerson = statement(
  'directory.find-role-assignments',
  `select role, organisation_id as "organisationId" from directory.role_assignment
   where person_id = $1 order by organisation_id, role`,
);
const findOfOrganisations = statement(
  'directory.list-role-assignments',
  `select a.role, a.organisation_id as "organisationId", p.login, p.name, p.organisation_id as "ownOrganisationId"
   from directory.role_assignment a join directory.person p on p.id = a.person_id
   where a.organisation_id = any($1::bigint[]) order by a.role, left(p.folded, 80), p.id`,
);

export function createAssignmentReader(db: Queryable): AssignmentReader {
  return {
    ofPerson: (personId, q = db) => q.query<RoleAssignment>(findOfPerson, [personId]),
    ofOrganisations: (ids) => db.query<AssignmentRecord>(findOfOrganisations, [ids]),
  };
}
