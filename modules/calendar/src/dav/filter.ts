import {
  alarmInTimeRange,
  componentsOf,
  inTimeRange,
  parametersOf,
  propertiesOf,
  propertyInTimeRange,
  unescapeText,
  type CalendarObject,
  type Component,
  type Property,
  type TimeRange,
  type Zone,
} from '@landescloud/icalendar';
import { DavError } from '@landescloud/platform/dav';
import { child, childElements, is, type XmlElement } from '@landescloud/webdav-xml';
import { textTest, type TextTest } from './collation.ts';
import { CALDAV, caldav } from './namespaces.ts';
import { timeRangeOf, type Range } from './time-range.ts';

export interface ComponentFilter {
  readonly name: string;
  readonly absent: boolean;
  readonly range: Range | null;
  readonly properties: readonly PropertyFilter[];
  readonly components: readonly ComponentFilter[];
}

interface PropertyFilter {
  readonly name: string;
  readonly absent: boolean;
  readonly range: Range | null;
  readonly text: TextTest | null;
  readonly parameters: readonly { readonly name: string; readonly absent: boolean; readonly text: TextTest | null }[];
}

const most = 200;

/** CALDAV:filter (RFC 4791 section 9.7): the filter of VCALENDAR. Forbidden with CALDAV:valid-filter. */
export function parseFilter(report: XmlElement): ComponentFilter {
  const filter = child(report, CALDAV, 'filter');
  const inner = filter === undefined ? [] : childElements(filter).filter((each) => is(each, CALDAV, 'comp-filter'));
  const [first, another] = inner;
  if (first === undefined || another !== undefined) throw invalidFilter('Exactly one comp-filter is needed.');
  const count = { left: most };
  const found = componentFilter(first, count);
  if (found.name !== 'VCALENDAR') throw invalidFilter('The outermost comp-filter must be of VCALENDAR.');
  return found;
}

function componentFilter(element: XmlElement, count: { left: number }): ComponentFilter {
  const parts = elementsOf(element, count);
  const range = parts.find((each) => is(each, CALDAV, 'time-range'));
  return {
    name: nameOf(element),
    absent: parts.some((each) => is(each, CALDAV, 'is-not-defined')),
    range: range === undefined ? null : timeRangeOf(range),
    properties: parts.filter((each) => is(each, CALDAV, 'prop-filter')).map((each) => propertyFilter(each, count)),
    components: parts.filter((each) => is(each, CALDAV, 'comp-filter')).map((each) => componentFilter(each, count)),
  };
}

function propertyFilter(element: XmlElement, count: { left: number }): PropertyFilter {
  const parts = elementsOf(element, count);
  const range = parts.find((each) => is(each, CALDAV, 'time-range'));
  const match = parts.find((each) => is(each, CALDAV, 'text-match'));
  return {
    name: nameOf(element),
    absent: parts.some((each) => is(each, CALDAV, 'is-not-defined')),
    range: range === undefined ? null : timeRangeOf(range),
    text: match === undefined ? null : textTest(match),
    parameters: parts
      .filter((each) => is(each, CALDAV, 'param-filter'))
      .map((each) => {
        const text = child(each, CALDAV, 'text-match');
        const absent = child(each, CALDAV, 'is-not-defined') !== undefined;
        return { name: nameOf(each), absent, text: text === undefined ? null : textTest(text) };
      }),
  };
}

function elementsOf(element: XmlElement, count: { left: number }): XmlElement[] {
  const found = childElements(element);
  count.left -= found.length;
  if (count.left < 0) throw invalidFilter(`A filter has at most ${most} parts.`);
  return found;
}

function nameOf(element: XmlElement): string {
  const name = element.attributes.find((each) => each.name === 'name')?.value;
  if (name === undefined || name === '') throw invalidFilter('A filter has no name.');
  return name.toUpperCase();
}

export function invalidFilter(message: string): DavError {
  return new DavError(403, 'calendar.filter_invalid', message, { condition: caldav('valid-filter') });
}

/** RFC 4791 section 9.7.1 to 9.7.3. `zone`: of floating times. */
export function matches(filter: ComponentFilter, object: CalendarObject, zone: Zone): boolean {
  if (filter.absent) return false;
  return within(filter, object.root, object, zone);
}

function within(filter: ComponentFilter, component: Component, object: CalendarObject, zone: Zone): boolean {
  return (
    filter.properties.every((each) => propertyMatches(each, component, object, zone)) &&
    filter.components.every((each) => {
      const found = componentsOf(component, each.name);
      if (each.absent) return found.length === 0;
      if (found.length === 0) return false;
      if (each.range !== null && !inRange(each, object, zone)) return false;
      return found.some((inner) => within(each, inner, object, zone));
    })
  );
}

function inRange({ name, range }: ComponentFilter, object: CalendarObject, zone: Zone): boolean {
  const asked = ranged(range, zone);
  if (name === 'VALARM') return alarmInTimeRange(object, asked);
  return name === object.kind ? inTimeRange(object, asked) : false;
}

function ranged(range: Range | null, floatingZone: Zone): TimeRange {
  return { from: range?.from ?? null, to: range?.to ?? null, floatingZone };
}

function propertyMatches(filter: PropertyFilter, component: Component, object: CalendarObject, zone: Zone): boolean {
  const found = propertiesOf(component, filter.name);
  if (filter.absent) return found.length === 0;
  if (found.length === 0) return false;
  if (filter.range !== null && !propertyInTimeRange(component, filter.name, object, ranged(filter.range, zone)))
    return false;
  return found.some(
    (property) =>
      (filter.text === null || filter.text(unescapeText(property.value))) &&
      filter.parameters.every((each) => parameterMatches(each, property)),
  );
}

function parameterMatches({ name, absent, text }: PropertyFilter['parameters'][number], property: Property): boolean {
  const values = parametersOf(property, name);
  if (absent) return values.length === 0;
  return values.length > 0 && (text === null || values.some(text));
}
