import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

const leaveGroups = statement(
  'directory.leave-all-groups',
  `delete from directory.group_member where person_id = any($1) returning group_id as "groupId", person_id as "personId"`,
);
const endDeputies = statement('directory.end-deputies', 'delete from directory.deputy where deputy_id = $1');
// Upwards, so that no cycle can come of it.
const handUpReports = statement(
  'directory.hand-up-reports',
  `update directory.person p set manager_id = l.manager_id from directory.person l
   where l.id = $1 and p.manager_id = l.id and p.id is distinct from l.manager_id returning p.id`,
);
// of several the manager first, then the deputies in their order
const findSuccessor = statement(
  'directory.find-successor',
  `select s.id from (
     select p.manager_id as id, 0 as position from directory.person p where p.id = $1
     union all select d.deputy_id, d.position from directory.deputy d where d.person_id = $1
   ) c join directory.person s on s.id = c.id
   where s.disabled_at is null and s.role <> 'guest' and s.id <> $1 order by c.position limit 1`,
);

export interface Membership {
  readonly groupId: number;
  readonly personId: number;
}

/** Out of every group; answers which that were. */
export function writeGroupsLeft(tx: Queryable, personIds: readonly number[]): Promise<Membership[]> {
  return tx.query<Membership>(leaveGroups, [personIds]);
}

/** Nobody stands below or is stood in by who is gone. Ids of those whose manager is another one now. */
export async function writeDutiesLeft(tx: Queryable, personId: number): Promise<number[]> {
  await tx.query(endDeputies, [personId]);
  return (await tx.query<{ id: number }>(handUpReports, [personId])).map(({ id }) => id);
}

/** The manager, else the first deputy who still works here. */
export async function readSuccessor(q: Queryable, personId: number): Promise<number | null> {
  return (await q.query<{ id: number }>(findSuccessor, [personId]))[0]?.id ?? null;
}
