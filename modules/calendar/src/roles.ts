import type { CalendarKind } from './views.ts';

/** What somebody may do with a calendar, weakest first. */
export const calendarRoles = ['free-busy', 'viewer', 'editor', 'manager', 'owner'] as const;
export type CalendarRole = (typeof calendarRoles)[number];
/** Such as can be given by a share. `manager`: a deputy, who acts for the owner and may share. */
export type ShareRole = Exclude<CalendarRole, 'owner'>;

export function isAtLeast(role: CalendarRole, least: CalendarRole): boolean {
  return calendarRoles.indexOf(role) >= calendarRoles.indexOf(least);
}

export const mayRead = (role: CalendarRole): boolean => isAtLeast(role, 'viewer');
export const mayWrite = (role: CalendarRole): boolean => isAtLeast(role, 'editor');
/** Name, shares, trash of the calendar. */
export const mayManage = (role: CalendarRole): boolean => isAtLeast(role, 'manager');

const filled: ReadonlySet<CalendarKind> = new Set(['subscription', 'holidays', 'school-holidays', 'birthdays']);

/** Filled from elsewhere: nobody writes into it but the job that fills it. */
export const isFilled = (kind: CalendarKind): boolean => filled.has(kind);
