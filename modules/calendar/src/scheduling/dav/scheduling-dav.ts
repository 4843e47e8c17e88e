import { davRoot, type HomeChild, type PrincipalProperties } from '@landescloud/platform/dav';
import { encodeSegment } from '@landescloud/webdav-xml';
import type { Calendar } from '../../calendar.ts';
import { CALDAV } from '../../dav/namespaces.ts';
import { scheduleInbox } from './inbox.ts';
import { scheduleOutbox } from './outbox.ts';

/** What scheduling adds to each home of calendars (RFC 6638): its children, and the compliance classes. */
export function schedulingHome(calendar: Calendar): {
  readonly children: ReadonlyMap<string, HomeChild>;
  readonly classes: readonly string[];
} {
  return {
    children: new Map([
      ['inbox', scheduleInbox(calendar.context)],
      ['outbox', scheduleOutbox(calendar)],
    ]),
    classes: ['calendar-schedule', 'calendar-auto-schedule', 'calendar-availability', 'inbox-availability'],
  };
}

/** RFC 6638, 2.4.1. Others' are nobody's to ask for. */
export const schedulingPrincipalProperties: PrincipalProperties = (actor, principal): Record<string, string> => {
  if (principal.folder !== 'users' || principal.key !== actor.login) return {};
  const home = `${davRoot}/calendars/${encodeSegment(actor.login)}`;
  return {
    [`${CALDAV} schedule-inbox-URL`]: `<d:href>${home}/inbox/</d:href>`,
    [`${CALDAV} schedule-outbox-URL`]: `<d:href>${home}/outbox/</d:href>`,
    [`${CALDAV} schedule-default-calendar-URL`]: `<d:href>${home}/personal/</d:href>`,
  };
};
