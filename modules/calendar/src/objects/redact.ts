import {
  isComponent,
  readCalendar,
  textProperty,
  withProperty,
  writeCalendar,
  type Component,
} from '@landescloud/icalendar';
import type { CalendarRole } from '../roles.ts';
import type { CalendarView } from '../views.ts';

/** What says when something is and whether it counts as busy. */
const kept: ReadonlySet<string> = new Set([
  'UID',
  'DTSTAMP',
  'DTSTART',
  'DTEND',
  'DURATION',
  'DUE',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'SEQUENCE',
  'STATUS',
  'TRANSP',
  'CLASS',
  'X-MICROSOFT-CDO-BUSYSTATUS',
]);

/** Whether somebody sees of an object that there is something, and no more. */
export function isRedacted(
  calendar: Pick<CalendarView, 'role' | 'ownerKind'>,
  object: { readonly class: string },
): boolean {
  if (calendar.role === 'free-busy') return true;
  if (object.class === 'PUBLIC' || calendar.role === 'owner') return false;
  // What belongs to nobody has nobody else who could look after it.
  return calendar.ownerKind === 'person' || !isManager(calendar.role);
}

function isManager(role: CalendarRole): boolean {
  return role === 'manager' || role === 'owner';
}

/** The object with its times, and nothing of what it is about. */
export function redacted(data: Buffer): Buffer {
  const object = readCalendar(data);
  const children = object.root.children.map((node) => {
    if (!isComponent(node)) return node;
    return node.name === 'VTIMEZONE' ? node : withoutContents(node);
  });
  return Buffer.from(writeCalendar({ before: '', root: { ...object.root, children } }));
}

function withoutContents(component: Component): Component {
  const children = component.children.filter((node) => !isComponent(node) && kept.has(node.name));
  return withProperty({ ...component, children }, textProperty('SUMMARY', 'Belegt'));
}
