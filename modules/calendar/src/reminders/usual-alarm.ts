import {
  calendarObject,
  componentsOf,
  isComponent,
  propertyOf,
  textOf,
  timeOf,
  withAlarms,
  type CalendarObject,
} from '@landescloud/icalendar';
import type { Queryable } from '@landescloud/platform/database';
import { reminderChoice } from './reminder-choice.ts';

/** An invitation that has just come, with the reminder that the person wants of each event; the same where they want none. */
export async function withUsualAlarm(q: Queryable, personId: number, object: CalendarObject): Promise<CalendarObject> {
  const { withInvitations, timedMinutes, allDayMinutes } = await reminderChoice(q, personId);
  if (!withInvitations || object.kind !== 'VEVENT') return object;
  const children = object.root.children.map((node) => {
    if (!isComponent(node) || node.name !== 'VEVENT' || componentsOf(node, 'VALARM').length > 0) return node;
    const start = propertyOf(node, 'DTSTART');
    const minutesBefore = start !== undefined && timeOf(start).date ? allDayMinutes : timedMinutes;
    if (minutesBefore === null) return node;
    return withAlarms(node, [{ minutesBefore, action: 'DISPLAY' }], textOf(node, 'SUMMARY') ?? '');
  });
  return calendarObject({ ...object.root, children }, { before: object.before });
}
