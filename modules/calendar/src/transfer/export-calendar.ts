import { componentsOf, readTree, writeCalendarFile, type Component } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { requireCalendar, type CalendarContext, type CalendarRef } from '../context.ts';
import { viewObject } from '../queries/objects.ts';
import { listObjects } from '../store/object-reader.ts';

export interface CalendarFile {
  readonly name: string;
  readonly text: string;
}

/** A calendar with all that the actor may see of it as one file; what is private of others has its time alone. */
export function exportCalendar(context: CalendarContext) {
  return async (actor: PersonActor, ref: CalendarRef): Promise<CalendarFile> => {
    const calendar = await requireCalendar(context, actor, ref);
    const rows = await listObjects(context.db, calendar.id, { data: true });
    const roots: Component[] = [];
    for (const row of rows) {
      const { data } = viewObject(calendar, row);
      if (data === undefined) continue;
      const [root] = readTree(data).calendars;
      if (root !== undefined && componentsOf(root).length > 0) roots.push(root);
    }
    const { name, colour, description } = calendar;
    return { name, text: writeCalendarFile({ name, colour, description }, roots) };
  };
}
