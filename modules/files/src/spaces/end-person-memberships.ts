import type { Database } from '@landescloud/platform/database';
import type { StoredEvent } from '@landescloud/platform/events';

/**
 * Somebody has left (`directory.person_left`): their locks are free, and they are out of every project space but those
 * that nobody else manages, which stay theirs until they are handed over. Not of whoever is back meanwhile.
 */
export function endPersonMemberships(db: Database, announcePerson: (personId: number) => void) {
  return async ({ subject }: Pick<StoredEvent, 'subject'>): Promise<void> => {
    const personId = Number(subject.replace('person:', ''));
    await db.query(
      `with gone as (select p.id from directory.person p where p.id = $1 and p.left_at is not null),
         unlocked as (delete from files.lock l using gone where l.person_id = gone.id),
         suspended as (delete from files.suspended_grant g using gone where g.grantee_id = gone.id)
       delete from files.node_grant g using gone
       where g.grantee_id = gone.id and g.mount_name is distinct from '' and (g.member & 16 = 0 or exists (
         select 1 from files.node_grant o where o.node_id = g.node_id and o.member & 16 = 16 and o.grantee_id <> $1))`,
      [personId],
    );
    announcePerson(personId);
  };
}
