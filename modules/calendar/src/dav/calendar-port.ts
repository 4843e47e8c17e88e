import {
  DavError,
  type CollectionsPort,
  type HomeChild,
  type ObjectConditions,
  type StoredObject,
} from '@landescloud/platform/dav';
import type { Calendar } from '../calendar.ts';
import type { WriteConditions } from '../commands/put-object.ts';
import type { CalendarUpdate } from '../commands/update-calendar.ts';
import { isOwner } from '../commands/update-calendar.ts';
import type { ObjectView } from '../queries/objects.ts';
import { mostBytes } from '../objects/read-object.ts';
import { isFilled, mayManage, mayWrite } from '../roles.ts';
import type { CalendarView } from '../views.ts';
import { usualZone } from '../zones.ts';
import { dataWriter } from './calendar-data.ts';
import { calendarProperties } from './calendar-properties.ts';
import { calendarQuery } from './calendar-query.ts';
import { calendarExists } from '../errors.ts';
import { asCaldav, hrefInHome } from './conditions.ts';
import { freeBusyQuery } from './free-busy-query.ts';
import { CALDAV, caldav, CALENDARSERVER } from './namespaces.ts';
import { newCalendarOf, takeProperty } from './read-properties.ts';
import { shareeOf } from './sharees.ts';

/** A calendar as the protocol knows it. */
interface DavCalendar extends CalendarView {
  readonly rights: {
    readonly read: boolean;
    readonly write: boolean;
    readonly manage: boolean;
    readonly share: boolean;
    readonly freeBusy: boolean;
  };
}

type DavObject = ObjectView & StoredObject;

/** RFC 4791 over the module's commands and queries. */
export function calendarPort(
  calendars: Calendar,
  children?: ReadonlyMap<string, HomeChild>,
): CollectionsPort<DavCalendar, DavObject> {
  return {
    mostBytes,
    sizeCondition: caldav('max-resource-size'),
    dataProperty: `${CALDAV} calendar-data`,
    multiget: `${CALDAV} calendar-multiget`,
    resourceTypes: ({ kind, role, ownerKind }) =>
      kind === 'inbox'
        ? caldav('schedule-inbox')
        : caldav('calendar') +
          (ownerKind === 'person' && role !== 'owner' ? `<x:shared xmlns:x="${CALENDARSERVER}"/>` : ''),
    homeProperties: () => ({
      [`${CALDAV} supported-calendar-component-sets`]: ['VEVENT', 'VTODO', 'VJOURNAL']
        .map((name) => caldav('supported-calendar-component-set', caldav('comp', '', ` name="${name}"`)))
        .join(''),
    }),
    collectionProperties: (call, calendar) => calendarProperties(calendars, call, calendar),
    deadProperties: ({ properties }) => properties,
    objectProperties: {
      [`${CALDAV} schedule-tag`]: ({ scheduleTag }) => (scheduleTag === null ? null : `"${scheduleTag}"`),
    },
    contentType: ({ component }) => `text/calendar; charset=utf-8; component=${component.toLowerCase()}`,
    objectHeaders: ({ scheduleTag }): Record<string, string> =>
      scheduleTag === null ? {} : { 'schedule-tag': `"${scheduleTag}"` },
    writeData: ({ data = Buffer.alloc(0) }, asked) => dataWriter(asked, usualZone())(data),
    dataWriter(asked) {
      const write = dataWriter(asked, usualZone());
      return ({ data = Buffer.alloc(0) }) => write(data);
    },

    list: async (actor) => (await calendars.calendars(actor)).map(withRights),
    get: async (actor, uri) => withRights(await calendars.calendar(actor, { uri })),
    async object(actor, place) {
      const { calendar, object } = await calendars.object(actor, { uri: place.collection }, place.object);
      return { collection: withRights(calendar), object };
    },
    objects: (_actor, calendar, options) => calendars.objects(calendar, options),
    async changes(actor, uri, since, options) {
      const { calendar, ...changes } = await calendars.changesSince(actor, { uri }, since, options);
      return { ...changes, collection: withRights(calendar) };
    },

    async put(actor, { collection, object }, data, conditions) {
      requireCalendarType(conditions.headers['content-type']);
      const written = await asCaldav(
        calendars.putObject(actor, {
          calendar: { uri: collection },
          uri: object,
          data,
          conditions: conditionsOf(conditions),
        }),
        hrefInHome(actor.login, collection),
      );
      const { created, etag, unchanged, scheduleTag } = written;
      return {
        created,
        etag: unchanged ? etag : null,
        ...(scheduleTag === null ? {} : { headers: { 'schedule-tag': `"${scheduleTag}"` } }),
      };
    },
    async remove(actor, { collection, object }, conditions) {
      const input = { calendar: { uri: collection }, uri: object, conditions: conditionsOf(conditions) };
      await asCaldav(calendars.deleteObject(actor, input));
    },
    async move(actor, from, to, { copy, overwrite, conditions }) {
      return asCaldav(
        calendars.moveObject(actor, {
          from: { uri: from.collection },
          uri: from.object,
          to: { uri: to.collection },
          toUri: to.object,
          copy,
          overwrite,
          conditions: conditionsOf(conditions),
        }),
        hrefInHome(actor.login, to.collection),
      );
    },

    async make(actor, uri, { method, properties }) {
      if (children?.has(uri) === true) throw calendarExists(uri);
      await asCaldav(calendars.create(actor, newCalendarOf(uri, method, properties)));
    },
    async update(actor, uri, instructions) {
      const calendar = await calendars.calendar(actor, { uri });
      const update: { -readonly [Key in keyof CalendarUpdate]: CalendarUpdate[Key] } = {};
      const results = instructions.map((instruction) => {
        const refused = takeProperty(update, instruction);
        if (refused !== null) return refused;
        // Others call and colour it as they like, but say nothing of the calendar itself.
        const isOwn = isOwner(calendar) || mayManage(calendar.role) || isOfTheView(instruction.name);
        return isOwn ? { status: 200 } : { status: 403, error: '<d:need-privileges/>' };
      });
      if (results.every(({ status }) => status === 200)) await asCaldav(calendars.update(actor, { uri }, update));
      return results;
    },
    removeCollection: async (actor, uri) => void (await asCaldav(calendars.remove(actor, { uri }))),

    async share(actor, uri, changes) {
      await calendars.calendar(actor, { uri });
      const set = [];
      const remove = [];
      for (const change of changes) {
        const sharee = await asCaldav(shareeOf(calendars, actor, change));
        if (change.access === null) remove.push(sharee);
        else set.push({ ...sharee, role: change.access === 'read' ? ('viewer' as const) : ('editor' as const) });
      }
      await asCaldav(calendars.share(actor, { uri }, { set, remove }));
    },

    reports: {
      [`${CALDAV} calendar-query`]: (call, calendar, report, writer) =>
        calendarQuery(calendars, call, calendar, report, writer),
      [`${CALDAV} free-busy-query`]: (call, calendar, report) => freeBusyQuery(calendars, call, calendar, report),
    },
    ...(children === undefined ? {} : { children }),
  };

  function withRights(calendar: CalendarView): DavCalendar {
    const { role, kind } = calendar;
    const write = mayWrite(role) && !isFilled(kind);
    const manage = mayManage(role);
    const rights = { read: true, write, manage, share: manage && kind === 'calendar', freeBusy: true };
    return { ...calendar, rights };
  }
}

function isOfTheView(name: string): boolean {
  return ['displayname', 'calendar-color', 'calendar-order', 'schedule-calendar-transp', 'calendar-enabled'].includes(
    name,
  );
}

function requireCalendarType(header: string | undefined): void {
  const type = header?.split(';', 1)[0]?.trim().toLowerCase() ?? 'text/calendar';
  // What is sent without a thought is looked at all the same.
  if (type === 'text/calendar' || type === 'application/octet-stream' || type === 'text/plain' || type === '') return;
  throw new DavError(403, 'calendar.media_type_unsupported', 'Objects are text/calendar.', {
    condition: caldav('supported-calendar-data'),
  });
}

function conditionsOf({ ifMatch, ifNoneMatch, headers }: ObjectConditions): WriteConditions {
  const tag = headers['if-schedule-tag-match']?.toString().trim().replace(/^"|"$/g, '');
  const silent = headers['schedule-reply']?.toString().trim().toUpperCase() === 'F';
  return {
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
    ...(tag === undefined ? {} : { ifScheduleTag: tag }),
    ...(silent ? { silent } : {}),
  };
}
