import {
  CalendarInvalid,
  formatDate,
  formatDateTime,
  isComponent,
  occurrences,
  overlaps,
  propertyOf,
  readCalendar,
  timeOf,
  valueProperty,
  withProperty,
  withoutProperties,
  writeCalendar,
  type CalendarObject,
  type Component,
  type Occurrence,
  type Property,
  type Zone,
} from '@landescloud/icalendar';
import { DavError } from '@landescloud/platform/dav';
import { child, childElements, is, type XmlElement } from '@landescloud/webdav-xml';
import { CALDAV, caldav } from './namespaces.ts';
import { timeRangeOf } from './time-range.ts';

/** Single occurrences of one object, and of one answer. */
const mostInstances = 5_000;
const mostTogether = 50_000;

export type WriteData = (data: Buffer) => string;

/** What CALDAV:calendar-data asks for of each object (RFC 4791 section 9.6): all, parts, single occurrences. */
export function dataWriter(asked: XmlElement, floatingZone: Zone): WriteData {
  const type = asked.attributes.find(({ name }) => name === 'content-type')?.value;
  const version = asked.attributes.find(({ name }) => name === 'version')?.value;
  if ((type !== undefined && type.toLowerCase() !== 'text/calendar') || (version !== undefined && version !== '2.0'))
    throw new DavError(403, 'calendar.media_type_unsupported', 'Objects are text/calendar 2.0.', {
      condition: caldav('supported-calendar-data'),
    });
  const parts = child(asked, CALDAV, 'comp');
  const expand = child(asked, CALDAV, 'expand');
  const limit = child(asked, CALDAV, 'limit-recurrence-set');
  if (parts === undefined && expand === undefined && limit === undefined) return (data) => data.toString();
  const expandRange = expand === undefined ? null : closed(expand);
  const limitRange = limit === undefined ? null : closed(limit);
  const budget = { left: mostTogether };
  return (data) => {
    let object: CalendarObject;
    try {
      object = readCalendar(data);
    } catch (error) {
      if (error instanceof CalendarInvalid) return data.toString();
      throw error;
    }
    let { root } = object;
    if (expandRange !== null) root = expanded(object, expandRange, floatingZone, budget);
    else if (limitRange !== null) root = limited(object, limitRange, floatingZone);
    if (parts !== undefined) root = part(root, parts);
    return writeCalendar({ root, before: '' });
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function closed(element: XmlElement): Span {
  const { from, to } = timeRangeOf(element);
  if (from === null || to === null)
    throw new DavError(403, 'calendar.filter_invalid', 'Occurrences are taken from a range with start and end.', {
      condition: caldav('valid-filter'),
    });
  return { from, to };
}

/** Each occurrence as a component of its own, in UTC, without rules and zones (section 9.6.5). */
function expanded(object: CalendarObject, { from, to }: Span, floatingZone: Zone, budget: { left: number }): Component {
  const found = occurrences(object, { from, to, floatingZone, most: mostInstances });
  budget.left -= found.length;
  if (found.length >= mostInstances || budget.left < 0)
    throw new DavError(403, 'calendar.too_many_instances', 'Too many single occurrences; take a shorter range.', {
      condition: caldav('max-instances'),
    });
  const kept = object.root.children.filter((node) => !isComponent(node));
  return { ...object.root, children: [...kept, ...found.map(instance)] };
}

function instance(each: Occurrence): Component {
  let component = withoutProperties(each.component, 'RRULE', 'RDATE', 'EXDATE', 'EXRULE', 'RECURRENCE-ID', 'DURATION');
  const hadEnd = propertyOf(component, 'DTEND') !== undefined || propertyOf(each.component, 'DURATION') !== undefined;
  component = withProperty(component, time('DTSTART', each, each.start, each.localStart));
  if (hadEnd)
    component = withProperty(
      component,
      time(component.name === 'VTODO' ? 'DUE' : 'DTEND', each, each.end, each.localEnd),
    );
  if (each.recurrenceId === null) return component;
  const parameters = each.allDay ? { VALUE: 'DATE' } : {};
  return withProperty(component, valueProperty('RECURRENCE-ID', each.recurrenceId, parameters));
}

function time(name: string, each: Occurrence, instant: number, local: number): Property {
  if (each.allDay) return valueProperty(name, formatDate(local), { VALUE: 'DATE' });
  return each.floating
    ? valueProperty(name, formatDateTime(local))
    : valueProperty(name, formatDateTime(instant, true));
}

/** The series with those of its exceptions that lie or would have lain in the range (section 9.6.6). */
function limited(object: CalendarObject, { from, to }: Span, floatingZone: Zone): Component {
  const present = new Set(
    occurrences(object, { from, to, floatingZone, most: mostInstances }).map((each) => each.component),
  );
  const children = object.root.children.filter((node) => {
    if (!isComponent(node) || !object.overrides.includes(node) || present.has(node)) return true;
    const id = propertyOf(node, 'RECURRENCE-ID');
    if (id === undefined) return true;
    const { local } = timeOf(id);
    const day = 86_400_000;
    return overlaps({ start: local - day, end: local + day }, from, to);
  });
  return { ...object.root, children };
}

/** CALDAV:comp with what is asked for in it (section 9.6.1). */
function part(component: Component, asked: XmlElement): Component {
  const inner = childElements(asked);
  const allProperties = inner.some((each) => is(each, CALDAV, 'allprop'));
  const allComponents = inner.some((each) => is(each, CALDAV, 'allcomp'));
  const nameOf = (each: XmlElement): string =>
    each.attributes.find(({ name }) => name === 'name')?.value.toUpperCase() ?? '';
  const properties = new Map(
    inner
      .filter((each) => is(each, CALDAV, 'prop'))
      .map((each) => [nameOf(each), each.attributes.some(({ name, value }) => name === 'novalue' && value === 'yes')]),
  );
  const components = new Map(inner.filter((each) => is(each, CALDAV, 'comp')).map((each) => [nameOf(each), each]));
  const nothing = inner.length === 0;
  const children: (Property | Component)[] = [];
  for (const node of component.children) {
    if (isComponent(node)) {
      const found = components.get(node.name);
      if (found !== undefined) children.push(part(node, found));
      else if (allComponents || nothing) children.push(node);
    } else if (allProperties || nothing) children.push(node);
    else {
      const bare = properties.get(node.name);
      if (bare === true) children.push({ name: node.name, parameters: node.parameters, value: '' });
      else if (bare === false) children.push(node);
    }
  }
  return { name: component.name, children };
}
