import type { PersonActor } from '@landescloud/kernel';
import { type Queryable, statement } from '@landescloud/platform/database';
import { quotaExceeded } from '../errors.ts';

const MOST_ROOM = statement(
  'files.most_room',
  `select case when count(*) = 0 then $2::bigint when bool_or(s.quota_bytes is null) then null else max(s.quota_bytes - s.used_bytes) end as room
   from files.space_member m join files.space s on s.id = m.space_id
   where m.person_id = $1 and m.role <> 'viewer'`,
);

/**
 * Where an upload will go is known at its end. Before, what fits into none of the person's spaces is refused, so that
 * nobody sends for hours in vain or fills the disk with what can never be finished. Answers the most room that there is.
 */
export async function refuseBeyondRoom(db: Queryable, person: PersonActor, bytes: number): Promise<number | null> {
  // A guest who may write nowhere has no room; a member's own space may only come to be with the upload.
  const nowhere = person.role === 'guest' ? 0 : null;
  const [most] = await db.query<{ room: number | null }>(MOST_ROOM, [person.personId, nowhere]);
  const room = most?.room ?? null;
  if (room !== null && bytes > room) throw quotaExceeded(room);
  return room;
}
