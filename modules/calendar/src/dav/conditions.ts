import { isDomainError, type DomainError } from '@landescloud/kernel';
import { DavError, collectionHref, type DavCall } from '@landescloud/platform/dav';
import { encodeSegment } from '@landescloud/webdav-xml';
import { caldav } from './namespaces.ts';

interface Condition {
  readonly status: number;
  readonly element: (error: DomainError) => string;
}

const of = (status: number, element: string): Condition => ({ status, element: () => element });

/** Preconditions of RFC 4791 section 5.3.2.1 and their statuses, by the code of what the command says. */
const conditions: ReadonlyMap<string, Condition> = new Map([
  ['calendar.data_invalid', of(403, caldav('valid-calendar-data'))],
  ['calendar.object_invalid', of(403, caldav('valid-calendar-object-resource'))],
  ['calendar.component_unsupported', of(403, caldav('supported-calendar-component'))],
  ['calendar.object_too_large', of(403, caldav('max-resource-size'))],
  ['calendar.exists', of(405, '<d:resource-must-be-null/>')],
  ['calendar.not_allowed', of(403, '<d:need-privileges/>')],
  ['calendar.read_only', of(403, '<d:need-privileges/>')],
  ['calendar.private_object', of(403, '<d:need-privileges/>')],
  ['calendar.invalid_address', of(403, caldav('calendar-collection-location-ok'))],
  ['calendar.recipient_not_found', of(403, '<d:recognized-principal/>')],
  [
    'calendar.date_out_of_range',
    { status: 403, element: ({ details }) => caldav(details['edge'] === 'min' ? 'min-date-time' : 'max-date-time') },
  ],
]);

/** What a command refuses, as CalDAV's clients know it. `collection`: where the address in the way lies. */
export async function asCaldav<T>(work: Promise<T>, collection?: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isDomainError(error) || error instanceof DavError) throw error;
    const { code, message, details } = error;
    if (code === 'calendar.uid_taken' && collection !== undefined) {
      const href = `<d:href>${collection}${encodeSegment(String(details['uri']))}</d:href>`;
      throw new DavError(409, code, message, { condition: caldav('no-uid-conflict', href), details });
    }
    const known = conditions.get(code);
    if (known === undefined) throw error;
    throw new DavError(known.status, code, message, { condition: known.element(error), details });
  }
}

/** The address of a collection in the home of the one who asks, without the call at hand. */
export function hrefInHome(login: string, uri: string): string {
  return collectionHref({ root: `/remote.php/dav/calendars/${encodeSegment(login)}` } as DavCall, uri);
}
