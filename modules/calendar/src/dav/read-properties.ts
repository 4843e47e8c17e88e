import { DavError } from '@landescloud/platform/dav';
import {
  childElements,
  DAV,
  is,
  NEXTCLOUD,
  OWNCLOUD,
  parseXml,
  type PropertyInstruction,
} from '@landescloud/webdav-xml';
import type { NewCalendar } from '../commands/create-calendar.ts';
import type { CalendarUpdate } from '../commands/update-calendar.ts';
import type { ComponentName } from '../views.ts';
import { zoneOfText } from '../zones.ts';
import { APPLE, CALDAV, CALENDARSERVER, caldav } from './namespaces.ts';

type Change = { -readonly [Key in keyof CalendarUpdate]: CalendarUpdate[Key] };

export interface Refused {
  readonly status: number;
  readonly error?: string;
}

/** What only its client knows of a calendar, all together. */
const mostDeadLength = 64 * 1024;
const isProtected = { status: 403, error: '<d:cannot-modify-protected-property/>' };

/** Puts one property of a PROPPATCH or MKCALENDAR into the update, or says why not. */
export function takeProperty(update: Change, instruction: PropertyInstruction): Refused | null {
  const { namespace, name, value, text } = instruction;
  const isSet = value !== null;
  switch (`${namespace} ${name}`) {
    case `${DAV} displayname`:
      if (isSet && text.trim() !== '') update.name = text;
      return null;
    case `${APPLE} calendar-color`:
      if (isSet && text.trim() !== '' && !/^#?[0-9a-f]{6}([0-9a-f]{2})?$/i.test(text.trim())) return { status: 409 };
      update.colour = isSet ? text.trim() : null;
      return null;
    case `${APPLE} calendar-order`:
      if (isSet && !/^-?\d{1,9}$/.test(text.trim())) return { status: 409 };
      update.position = isSet ? Number(text) : 0;
      return null;
    case `${CALDAV} calendar-description`:
      update.description = text;
      return null;
    case `${CALDAV} calendar-timezone`:
      if (isSet && zoneOfText(text) === null) return { status: 403, error: caldav('valid-calendar-data') };
      update.timeZone = isSet ? text : null;
      return null;
    case `${CALDAV} schedule-calendar-transp`:
      update.transparent =
        value !== null && childElements(parseXml(value)).some((each) => is(each, CALDAV, 'transparent'));
      return null;
    case `${OWNCLOUD} calendar-enabled`:
      return null;
    default:
  }
  if ([DAV, CALDAV, CALENDARSERVER, OWNCLOUD, NEXTCLOUD].includes(namespace)) return isProtected;
  update.properties = { ...update.properties, [`${namespace} ${name}`]: value };
  return JSON.stringify(update.properties).length > mostDeadLength ? { status: 507 } : null;
}

const componentNames: readonly string[] = ['VEVENT', 'VTODO', 'VJOURNAL'];

/** Of MKCALENDAR and extended MKCOL (RFC 5689): all or nothing. */
export function newCalendarOf(
  uri: string,
  method: 'MKCOL' | 'MKCALENDAR',
  properties: readonly PropertyInstruction[],
): NewCalendar {
  const update: Change = {};
  let components: ComponentName[] | null = null;
  let isCalendar = method === 'MKCALENDAR';
  for (const instruction of properties) {
    const { namespace, name, value } = instruction;
    const element = value === null ? null : parseXml(value);
    if (namespace === DAV && name === 'resourcetype') {
      isCalendar = element !== null && childElements(element).some((each) => is(each, CALDAV, 'calendar'));
      continue;
    }
    if (namespace === CALDAV && name === 'supported-calendar-component-set') {
      const names = element === null ? [] : childElements(element).map((each) => nameOf(each.attributes));
      components = names.filter((each): each is ComponentName => componentNames.includes(each));
      if (components.length === 0)
        throw new DavError(403, 'calendar.components_unknown', 'A calendar takes VEVENT, VTODO and VJOURNAL.', {
          condition: caldav('supported-calendar-component'),
        });
      continue;
    }
    const refused = takeProperty(update, instruction);
    if (refused !== null)
      throw new DavError(403, 'calendar.property_refused', `${name} cannot be set so.`, {
        condition: refused.error ?? '',
      });
  }
  if (!isCalendar)
    throw new DavError(403, 'calendar.resource_type_refused', 'Only calendars can be made here.', {
      condition: '<d:valid-resourcetype/>',
    });
  const { properties: dead, ...known } = update;
  const kept = Object.entries(dead ?? {}).filter((each): each is [string, string] => each[1] !== null);
  return {
    ...known,
    uri,
    name: update.name ?? uri,
    ...(components === null ? {} : { components }),
    properties: Object.fromEntries(kept),
  };
}

function nameOf(attributes: readonly { name: string; value: string }[]): string {
  return attributes.find((each) => each.name === 'name')?.value.toUpperCase() ?? '';
}
