import { readCalendar } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { eventOf, requireCalendar, requireWritable, type CalendarContext, type CalendarRef } from '../context.ts';
import { objectNotFound, privateObject } from '../errors.ts';
import { isRedacted } from '../objects/redact.ts';
import { dataOf, findObjects, removeObject, trashObject } from '../store/object-writer.ts';
import { checkConditions, type WriteConditions } from './put-object.ts';

export interface DeleteObject {
  readonly calendar: CalendarRef;
  readonly uri: string;
  readonly conditions?: WriteConditions;
}

/** Into the trash, from where it can be brought back for 30 days. */
export function deleteObject(context: CalendarContext) {
  return async (actor: PersonActor, { calendar: ref, uri, conditions = {} }: DeleteObject): Promise<{ id: number }> => {
    const calendar = await requireCalendar(context, actor, ref);
    requireWritable(calendar);
    return context.lanes.run(calendar.id, async (write) => {
      const [existing] = await findObjects(write, uri, '');
      if (existing === undefined) throw objectNotFound();
      checkConditions(calendar.id, existing, conditions);
      if (isRedacted(calendar, existing)) throw privateObject();
      const scheduling = existing.scheduled ? context.scheduling() : null;
      if (scheduling !== null) {
        const object = readCalendar(await dataOf(write, existing.id));
        write.dirty = true;
        await scheduling.onWrite(write.tx, {
          before: { id: existing.id, uri, object },
          after: null,
          calendar: write.calendar,
          actor,
          silent: conditions.silent === true,
        });
      }
      if (calendar.kind === 'inbox') await removeObject(write, existing);
      else await trashObject(write, existing, actor.personId);
      const { organisationId } = write.calendar;
      const data = { objectId: existing.id };
      write.events.push(eventOf(actor, 'object_deleted', `calendar:${calendar.id}`, organisationId, data, write.now));
      return { id: existing.id };
    });
  };
}
