import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { removeBirthdays } from '../birthdays/birthday-calendar.ts';
import { eventOf, requireCalendar, type CalendarContext, type CalendarRef } from '../context.ts';
import { standardStays } from '../errors.ts';
import { applyShares } from '../store/access-writer.ts';
import { leaveHouse } from '../holidays/own-holidays.ts';
import { deleteShare } from '../store/share-writer.ts';
import { isOwner } from './update-calendar.ts';

const TRASH = statement(
  'calendar.trash',
  'update calendar.calendar set deleted_at = $2, deleted_by = $3 where id = $1 and deleted_at is null',
);
const HIDE = statement(
  'calendar.hide',
  'update calendar.access set hidden = true where calendar_id = $1 and person_id = $2',
);
/** The address becomes free for another. */
const FREE_ADDRESS = statement(
  'calendar.free_address',
  `update calendar.access set uri = 'deleted-' || calendar_id where calendar_id = $1 and role = 'owner'`,
);

/**
 * The owner's goes into the trash, from where it can be brought back for 30 days; who has it by a share takes it out of their home.
 * Forbidden `calendar.standard_stays`.
 */
export function deleteCalendar(context: CalendarContext) {
  return async (actor: PersonActor, ref: CalendarRef): Promise<{ id: number }> => {
    const calendar = await requireCalendar(context, actor, ref);
    const { id } = calendar;
    if (isOwner(calendar) && (calendar.standard || calendar.kind === 'inbox')) throw standardStays();
    if (calendar.ownerKind === 'house') {
      await leaveHouse(context.db, actor.personId, id);
      return { id };
    }
    if (calendar.kind === 'birthdays') {
      await removeBirthdays(context, actor, id);
      return { id };
    }
    await context.lanes.run(id, async (write) => {
      const { organisationId } = write.calendar;
      write.nextChange();
      if (isOwner(calendar)) {
        await write.tx.query(TRASH, [id, write.now, actor.personId]);
        await write.tx.query(FREE_ADDRESS, [id]);
        write.events.push(eventOf(actor, 'calendar_deleted', `calendar:${id}`, organisationId, {}, write.now));
        return;
      }
      await deleteShare(write.tx, id, { kind: 'person', id: actor.personId });
      await applyShares(write, [actor.personId]);
      // By a group it would come back with the next change.
      await write.tx.query(HIDE, [id, actor.personId]);
      write.events.push(eventOf(actor, 'calendar_left', `calendar:${id}`, organisationId, {}, write.now));
    });
    return { id };
  };
}
