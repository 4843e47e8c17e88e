import { readCalendar, type Zone } from '@landescloud/icalendar';
import type { DavCall } from '@landescloud/platform/dav';
import { sendObjects, type Answer, type ObjectWriter } from '@landescloud/platform/dav';
import { child, multistatusStart, textOf, type XmlElement } from '@landescloud/webdav-xml';
import type { Calendar } from '../calendar.ts';
import { paced } from '../queries/paced.ts';
import { viewObject, type ObjectView } from '../queries/objects.ts';
import { maxDate, minDate } from '../objects/index-object.ts';
import { listObjects, objectsInRange } from '../store/object-reader.ts';
import type { CalendarView } from '../views.ts';
import { usualZone, zoneOfName, zoneOfText } from '../zones.ts';
import { matches, parseFilter, type ComponentFilter } from './filter.ts';
import { CALDAV } from './namespaces.ts';

/** CALDAV:calendar-query (RFC 4791 section 7.8). */
export async function calendarQuery(
  { context }: Calendar,
  _call: DavCall,
  calendar: CalendarView,
  report: XmlElement,
  writer: ObjectWriter<ObjectView>,
): Promise<Answer> {
  const filter = parseFilter(report);
  const zone = zoneOfQuery(report, calendar);
  const found = await candidates(context.db, calendar, filter, zone, writer.data);
  return sendObjects(multistatusStart, found, writer);
}

/** Of a query, of the calendar, or what is usual here. */
export function zoneOfQuery(report: XmlElement, calendar: Pick<CalendarView, 'timeZone'>): Zone {
  const given = child(report, CALDAV, 'timezone');
  const id = child(report, CALDAV, 'timezone-id');
  return (
    (given === undefined ? null : zoneOfText(textOf(given))) ??
    (id === undefined ? null : zoneOfName(textOf(id).trim())) ??
    zoneOfText(calendar.timeZone) ??
    usualZone()
  );
}

async function candidates(
  db: Calendar['context']['db'],
  calendar: CalendarView,
  filter: ComponentFilter,
  zone: Zone,
  data: boolean,
): Promise<ObjectView[]> {
  const [only, another] = filter.components;
  const isSimple = filter.properties.length === 0 && another === undefined && !filter.absent;
  // Everything: what most clients ask for first.
  if (isSimple && only === undefined)
    return (await listObjects(db, calendar.id, { data })).map((row) => viewObject(calendar, row));
  const named = isSimple && only !== undefined && !only.absent ? only : null;
  const bare = named !== null && named.properties.length === 0 && named.components.length === 0;
  if (bare && named.range === null) {
    const rows = await listObjects(db, calendar.id, { data });
    return rows.filter(({ component }) => component === named.name).map((row) => viewObject(calendar, row));
  }
  if (named?.name === 'VEVENT' && named.range !== null) {
    const range = { from: named.range.from ?? minDate, to: named.range.to ?? maxDate };
    const rows = await objectsInRange(db, calendar.id, 'VEVENT', range);
    const views = await paced(rows, (row) => {
      const view = viewObject(calendar, row);
      return (row.sure && bare) || isMatch(filter, view, zone) ? view : null;
    });
    return views.flatMap((view) => view ?? []);
  }
  const rows = await listObjects(db, calendar.id, { data: true });
  const right = named === null ? rows : rows.filter(({ component }) => component === named.name);
  const views = await paced(right, (row) => {
    const view = viewObject(calendar, row);
    return isMatch(filter, view, zone) ? view : null;
  });
  return views.flatMap((view) => view ?? []);
}

/** Of what the one who asks may see: nobody learns by searching what is hidden. */
function isMatch(filter: ComponentFilter, { data }: ObjectView, zone: Zone): boolean {
  return data !== undefined && matches(filter, readCalendar(data), zone);
}
