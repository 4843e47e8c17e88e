import { DavError } from '@landescloud/platform/dav';

const CALDAV = 'xmlns:c="urn:ietf:params:xml:ns:caldav"';

export const organizerStays = () =>
  new DavError(403, 'calendar.organizer_stays', 'A meeting keeps its organizer.', {
    condition: `<c:allowed-organizer-scheduling-object-change ${CALDAV}/>`,
  });
export const notTheAttendees = (what: string) =>
  new DavError(403, 'calendar.not_the_attendees', `Only the organizer changes this: ${what}.`, {
    condition: `<c:allowed-attendee-scheduling-object-change ${CALDAV}/>`,
  });
export const alreadyScheduled = () =>
  new DavError(403, 'calendar.already_scheduled', 'This meeting is in another of your calendars.', {
    condition: `<c:unique-scheduling-object-resource ${CALDAV}/>`,
  });
export const tooManyAttendees = (most: number) =>
  new DavError(403, 'calendar.too_many_attendees', `A meeting has at most ${most} attendees.`, {
    condition: `<c:max-attendees-per-instance ${CALDAV}/>`,
  });
