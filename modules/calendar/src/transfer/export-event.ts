import { textOf } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import type { CalendarContext } from '../context.ts';
import { findEvent } from '../editing/find-event.ts';
import { objectNotFound } from '../errors.ts';
import { readObject } from '../objects/read-object.ts';
import { viewObject } from '../queries/objects.ts';
import { readObjectRow } from '../store/object-reader.ts';
import type { CalendarFile } from './export-calendar.ts';

const longestName = 100;

/** An event, or all of a series, as it is stored; of what is private of others its time alone. NotFound `calendar.object_not_found`. */
export function exportEvent(context: CalendarContext) {
  return async (actor: PersonActor, id: number): Promise<CalendarFile> => {
    const { calendar, uri } = await findEvent(context, actor, id);
    const row = await readObjectRow(context.db, calendar.id, uri);
    const data = row === undefined ? undefined : viewObject(calendar, row).data;
    if (data === undefined) throw objectNotFound();
    const { master, overrides } = readObject(data);
    const main = master ?? overrides[0];
    const title = main === undefined ? '' : (textOf(main, 'SUMMARY') ?? '').replace(/\s+/g, ' ').trim();
    return { name: title.slice(0, longestName) || calendar.name, text: data.toString() };
  };
}
