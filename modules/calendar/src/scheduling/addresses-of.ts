import { calendarAddress } from '@landescloud/icalendar';

export const principalAddress = (login: string): string => `/remote.php/dav/principals/users/${login}/`;

/** How calendars name a person; the first is the one that others are told. */
export function addressesOf(login: string, email: string | null): readonly string[] {
  const mail = email === null ? [] : [calendarAddress(`mailto:${email}`)];
  return [...mail, principalAddress(login)];
}
