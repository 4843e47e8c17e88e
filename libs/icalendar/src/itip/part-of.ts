import { calendarObject, type CalendarObject, type ReadOptions } from '../calendar-object.ts';
import { Part } from './part.ts';

/** An object that was read, for the functions of iTIP. It can be changed without changing the object. */
export function partOf({ root, zones }: Pick<CalendarObject, 'root' | 'zones'>): Part {
  return Part.from(root, zones);
}

/** What iTIP has made, as an object again. Throws `CalendarInvalid`, which nothing does that was made of valid ones. */
export function objectOf(calendar: Part, options: ReadOptions = {}): CalendarObject {
  return calendarObject(calendar.toComponent(), options);
}
