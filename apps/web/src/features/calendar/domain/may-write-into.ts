import type { Calendar } from '../api/calendar-types.ts';

/** Whether events can be put into it. */
export const mayWriteInto = ({ kind, role }: Pick<Calendar, 'kind' | 'role'>): boolean =>
  kind === 'calendar' && (role === 'owner' || role === 'manager' || role === 'editor');
