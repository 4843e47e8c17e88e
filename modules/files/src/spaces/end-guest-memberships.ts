import type { Database } from '@landescloud/platform/database';
import type { StoredEvent } from '@landescloud/platform/events';

/**
 * A guest has ended (`directory.guest_ended`): they are out of every space, but for those of organisations that still have
 * them as a guest. What they held locked is free again.
 */
export function endGuestMemberships(db: Database, announcePerson: (personId: number) => void) {
  return async ({ subject, data }: Pick<StoredEvent, 'subject' | 'data'>): Promise<void> => {
    const personId = Number(subject.replace('person:', ''));
    const { remaining } = data as { remaining?: number[] };
    await db.query(
      `with gone as (
         delete from files.node_grant g using files.node n, files.space s
         where g.grantee_id = $1 and g.mount_name is distinct from '' and n.id = g.node_id and s.id = n.space_id
           and s.organisation_id <> all ($2::bigint[])
         returning s.id as space_id
       ), suspended as (
         delete from files.suspended_grant g using files.space s
         where g.grantee_id = $1 and s.id = g.space_id and s.organisation_id <> all ($2::bigint[])
       )
       delete from files.lock where person_id = $1 and space_id in (select space_id from gone)`,
      [personId, remaining ?? []],
    );
    announcePerson(personId);
  };
}
