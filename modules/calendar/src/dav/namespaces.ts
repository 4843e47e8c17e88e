export const CALDAV = 'urn:ietf:params:xml:ns:caldav';
export const CALENDARSERVER = 'http://calendarserver.org/ns/';
export const APPLE = 'http://apple.com/ns/ical/';

/** `<c:valid-calendar-data xmlns:c="…"/>` */
export function caldav(name: string, content = '', attributes = ''): string {
  const open = `c:${name} xmlns:c="${CALDAV}"${attributes}`;
  return content === '' ? `<${open}/>` : `<${open}>${content}</c:${name}>`;
}
