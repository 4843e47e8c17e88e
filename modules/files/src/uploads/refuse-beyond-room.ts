import { statement } from '@landescloud/platform/database';
import { ADD, type acting } from '../access.ts';
import type { ContentDeps } from '../contents/content-deps.ts';
import { mayNotAdd, quotaExceeded } from '../errors.ts';
import { lessRoom } from '../tree/quota.ts';

const MOST_ROOM = statement(
  'files.most_room',
  `select s.organisation_id as "organisationId",
     case when bool_or(s.quota_bytes is null) then null else max(s.quota_bytes - s.used_bytes) end as room
   from files.node_grant m join files.node n on n.id = m.node_id join files.space s on s.id = n.space_id
   where m.grantee_id = $1 and m.rights & ${ADD} = ${ADD} group by s.organisation_id`,
);

/**
 * Where an upload will go is known at its end. Before, what fits into none of the spaces that they may write to is refused, so that
 * nobody sends for hours in vain or fills the disk with what can never be finished. Answers the most room that there is.
 */
export async function refuseBeyondRoom(
  { db, room: organisations }: Pick<ContentDeps, 'db' | 'room'>,
  who: ReturnType<typeof acting>,
  bytes: number,
): Promise<number | null> {
  const spaces = await db.query<{ organisationId: number; room: number | null }>(MOST_ROOM, [who.granteeId]);
  let most: number | null = 0;
  for (const { organisationId, room } of spaces) {
    const here = lessRoom(room, await organisations.free(organisationId, db));
    most = here === null || most === null ? null : Math.max(most, here);
  }
  // a member's own space may only come to be with the upload; nobody else has one
  if (spaces.length === 0) {
    if (who.kind !== 'person' || who.role === 'guest') throw mayNotAdd();
    most = await organisations.free(who.organisationId, db);
  }
  if (most !== null && bytes > most) throw quotaExceeded(most);
  return most;
}
