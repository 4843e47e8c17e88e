import {
  allParts,
  isScheduled,
  objectOf,
  organizerAddress,
  partOf,
  partsOf,
  readCalendar,
  sequenceOf,
  writeCalendar,
} from '@landescloud/icalendar';
import { statement, type Queryable } from '@landescloud/platform/database';
import { isOf, personParty } from '../scheduling/parties.ts';

const OWNER = statement(
  'calendar.owner_of_restored',
  `select owner_id as "ownerId" from calendar.calendar where id = $1 and owner_kind = 'person'`,
);
/** The cancellation was one above what it cancelled. */
const aboveTheCancellation = 2;

/** An event that its organizer cancelled by deleting it, such that it counts for those who have the cancellation (RFC 5546, 2.1.4). */
export async function invitedAgain(db: Queryable, calendarId: number, data: Buffer): Promise<Buffer> {
  const calendar = partOf(readCalendar(data));
  const parts = partsOf(calendar);
  if (parts === null || !isScheduled(calendar)) return data;
  const [row] = await db.query<{ ownerId: number }>(OWNER, [calendarId]);
  const owner = row === undefined ? null : await personParty(db, row.ownerId);
  if (owner === null || !isOf(owner, organizerAddress(calendar))) return data;
  for (const part of allParts(parts)) part.set('sequence', sequenceOf(part) + aboveTheCancellation);
  return Buffer.from(writeCalendar(objectOf(calendar)));
}
