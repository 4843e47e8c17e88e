import { statement, type Queryable } from '@landescloud/platform/database';

const OWN = statement(
  'calendar.forget_owned',
  `delete from calendar.calendar where owner_kind = 'person' and owner_id = $1`,
);
const ACCESS = statement('calendar.forget_access', 'delete from calendar.access where person_id = $1');
const SHARES = statement('calendar.forget_shares', 'delete from calendar.share where person_id = $1');

/** GDPR Art. 17: their calendars with what is in them, and what was shared with them. */
export async function forgetPerson(tx: Queryable, personId: number): Promise<void> {
  await tx.query(OWN, [personId]);
  await tx.query(ACCESS, [personId]);
  await tx.query(SHARES, [personId]);
}
