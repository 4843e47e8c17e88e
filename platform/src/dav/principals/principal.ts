import type { PersonActor } from '@landescloud/kernel';
import { encodeSegment } from '@landescloud/webdav-xml';
import { collection, text, type PlainResource, type PlainValue } from '../plain-resource.ts';
import { davRoot } from '../tree.ts';

/** Who can be named in a calendar or hold a right (RFC 3744 section 4, RFC 6638 section 2.4.2). */
export interface Principal {
  /** The folder under `/principals/` that it lies in: 'users', 'groups', 'calendar-rooms', 'calendar-resources'. */
  readonly folder: string;
  /** The last segment of its address: the login of a person. */
  readonly key: string;
  readonly name: string;
  /** Person's or other id in the room that knows it. */
  readonly id: number;
  readonly type: 'INDIVIDUAL' | 'GROUP' | 'ROOM' | 'RESOURCE';
  /** Without 'mailto:'. */
  readonly emails: readonly string[];
}

/** A folder of principals, contributed by whoever knows them. Whom the actor may not know is absent. */
export interface PrincipalFolder {
  readonly folder: string;
  readonly name: string;
  get(actor: PersonActor, key: string): Promise<Principal | null>;
  /** By name, login or address; at most `limit`. */
  search(actor: PersonActor, text: string, limit: number): Promise<Principal[]>;
}

/** What modules say about principals: by 'namespace name', for a principal as the actor sees it. */
export type PrincipalProperties = (actor: PersonActor, principal: Principal) => Readonly<Record<string, PlainValue>>;

export function principalHref({ folder, key }: Pick<Principal, 'folder' | 'key'>): string {
  return `${davRoot}/principals/${folder}/${encodeSegment(key)}/`;
}

/** The address of the person's principal. */
export function personHref(login: string): string {
  return principalHref({ folder: 'users', key: login });
}

export function ownPrincipal(actor: PersonActor): Principal {
  return { folder: 'users', key: actor.login, name: actor.name, id: actor.personId, type: 'INDIVIDUAL', emails: [] };
}

/** What every address says about who asks. */
export function aboutActor(actor: PersonActor): Record<string, string> {
  return {
    'DAV: current-user-principal': `<d:href>${personHref(actor.login)}</d:href>`,
    'DAV: principal-collection-set': `<d:href>${davRoot}/principals/users/</d:href>`,
  };
}

const CALDAV = 'urn:ietf:params:xml:ns:caldav';
const CALENDARSERVER = 'http://calendarserver.org/ns/';

export function principalResource(
  actor: PersonActor,
  principal: Principal,
  contributed: readonly PrincipalProperties[],
): PlainResource {
  const href = principalHref(principal);
  const addresses = [...principal.emails.map((email) => `mailto:${email}`), href];
  const isOwn = principal.folder === 'users' && principal.key === actor.login;
  return {
    href,
    properties: {
      'DAV: resourcetype': `${collection}<d:principal/>`,
      'DAV: displayname': text(principal.name),
      'DAV: principal-URL': `<d:href>${href}</d:href>`,
      'DAV: alternate-URI-set': '',
      'DAV: group-membership': '',
      'DAV: group-member-set': '',
      [`${CALDAV} calendar-user-type`]: principal.type,
      [`${CALDAV} calendar-user-address-set`]: addresses.map((each) => `<d:href>${text(each)}</d:href>`).join(''),
      [`${CALENDARSERVER} email-address-set`]: principal.emails
        .map((email) => `<cs:email-address xmlns:cs="${CALENDARSERVER}">${text(email)}</cs:email-address>`)
        .join(''),
      'http://sabredav.org/ns email-address': text(principal.emails[0] ?? ''),
      'DAV: supported-report-set': principalReports,
      ...(isOwn ? { 'DAV: owner': `<d:href>${href}</d:href>` } : {}),
      ...aboutActor(actor),
      ...Object.assign({}, ...contributed.map((properties) => properties(actor, principal))),
    },
  };
}

export const principalReports = [
  'expand-property',
  'principal-match',
  'principal-property-search',
  'principal-search-property-set',
]
  .map((report) => `<d:supported-report><d:report><d:${report}/></d:report></d:supported-report>`)
  .join('');
