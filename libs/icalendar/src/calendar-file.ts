import { CalendarInvalid } from './calendar-invalid.ts';
import type { CalendarProblem } from './calendar-invalid.ts';
import { calendarObject } from './calendar-object.ts';
import type { CalendarObject } from './calendar-object.ts';
import { componentsOf, isComponent, propertyOf, textOf, textProperty, valueOf, valueProperty } from './component.ts';
import type { Component, Property } from './component.ts';
import { withProperties } from './event-change.ts';
import { ianaZone } from './iana-zone.ts';
import { importLimits } from './limits.ts';
import type { CalendarLimits } from './limits.ts';
import { productId } from './new-event.ts';
import { readTree } from './read-tree.ts';
import { sequenceOf } from './stamp.ts';
import { namedZones } from './time-properties.ts';
import { parseDuration } from './values.ts';
import { writeTree } from './write-tree.ts';

export interface FileProblem {
  readonly uid: string | null;
  readonly summary: string | null;
  readonly problem: CalendarProblem;
}

/** A whole calendar as a file has it. */
export interface CalendarContents {
  readonly name: string | null;
  /** '#rrggbb' or with two digits more. */
  readonly colour: string | null;
  readonly description: string | null;
  /** How often it wants to be looked at, in milliseconds (RFC 7986, section 5.7, and X-PUBLISHED-TTL). */
  readonly refreshEvery: number | null;
  /** In the order of the file, one for each UID, ready to be stored. */
  readonly objects: readonly CalendarObject[];
  /** What is no object: it is left out, the rest is taken. */
  readonly problems: readonly FileProblem[];
}

export interface FileOptions {
  readonly limits?: CalendarLimits;
  /** A UID for a component without one, the same for the same text. */
  readonly uidFor: (text: string) => string;
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;
const KINDS = new Set(['VEVENT', 'VTODO', 'VJOURNAL']);

/**
 * Takes a file apart into objects (RFC 5545, section 3.4, to RFC 4791, section 4.1): overrides to their series, each object with the time
 * zones that it names. Components keep their characters. Of one that the file has twice the later version counts (SEQUENCE, then
 * DTSTAMP, then place). Throws `CalendarInvalid` where the file as a whole is no calendar.
 */
export function readCalendarFile(
  input: Uint8Array | string,
  { limits = importLimits, uidFor }: FileOptions,
): CalendarContents {
  const { calendars } = readTree(typeof input === 'string' ? input.replaceAll(CONTROL, '') : cleaned(input), limits);
  if (calendars.length === 0) throw new CalendarInvalid('no-calendar', 'There is no VCALENDAR.');
  const objects: CalendarObject[] = [];
  const problems: FileProblem[] = [];
  for (const calendar of calendars) {
    const definitions = new Map(componentsOf(calendar, 'VTIMEZONE').map((each) => [valueOf(each, 'TZID') ?? '', each]));
    for (const parts of grouped(calendar, uidFor).values()) {
      const used = new Set(parts.flatMap((part) => [...namedZones(part)]));
      const zones = [...used].map((tzid) => definitions.get(tzid)).filter((zone) => zone !== undefined);
      const root: Component = {
        name: 'VCALENDAR',
        children: [
          valueProperty('VERSION', '2.0'),
          propertyOf(calendar, 'PRODID') ?? valueProperty('PRODID', productId),
          ...zones,
          ...parts,
        ],
      };
      try {
        objects.push(calendarObject(root));
      } catch (error) {
        if (!(error instanceof CalendarInvalid)) throw error;
        const [first] = parts;
        problems.push({
          uid: valueOf(first!, 'UID') ?? null,
          summary: textOf(first!, 'SUMMARY') ?? null,
          problem: error.problem,
        });
      }
    }
  }
  const said = (...names: readonly string[]): string | null => {
    for (const calendar of calendars)
      for (const name of names) {
        const text = textOf(calendar, name)?.trim();
        if (text !== undefined && text !== '') return text;
      }
    return null;
  };
  const colour = said('X-APPLE-CALENDAR-COLOR', 'COLOR');
  return {
    name: said('NAME', 'X-WR-CALNAME'),
    colour: colour !== null && /^#[\da-f]{6}([\da-f]{2})?$/i.test(colour) ? colour : null,
    description: said('DESCRIPTION', 'X-WR-CALDESC'),
    refreshEvery: lengthOf(said('REFRESH-INTERVAL', 'X-PUBLISHED-TTL')),
    objects,
    problems,
  };
}

function lengthOf(text: string | null): number | null {
  if (text === null) return null;
  try {
    const { days, milliseconds } = parseDuration(text);
    return days * 86_400_000 + milliseconds;
  } catch (error) {
    if (error instanceof CalendarInvalid) return null;
    throw error;
  }
}

function cleaned(input: Uint8Array): Uint8Array {
  return input.some((byte) => (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127)
    ? input.filter((byte) => (byte >= 32 && byte !== 127) || byte === 9 || byte === 10 || byte === 13)
    : input;
}

/** The components of each object, by type and UID, without the older of two that stand for the same. */
function grouped(calendar: Component, uidFor: (text: string) => string): Map<string, Component[]> {
  const groups = new Map<string, Map<string, Component>>();
  for (const node of componentsOf(calendar)) {
    if (!KINDS.has(node.name)) continue;
    const uid = valueOf(node, 'UID') ?? '';
    const part = uid === '' ? withProperties(node, 'UID', [valueProperty('UID', uidFor(writeTree([node])))]) : node;
    const key = `${node.name} ${valueOf(part, 'UID')!}`;
    const group = groups.get(key) ?? new Map<string, Component>();
    groups.set(key, group);
    const id = propertyOf(part, 'RECURRENCE-ID');
    const place = id === undefined ? '' : `${id.value} ${JSON.stringify(id.parameters)}`;
    const other = group.get(place);
    if (other === undefined || !isOlder(part, other)) group.set(place, part);
  }
  return new Map([...groups].map(([key, parts]) => [key, [...parts.values()]]));
}

function isOlder(part: Component, other: Component): boolean {
  const difference = sequenceOf(part) - sequenceOf(other);
  return difference < 0 || (difference === 0 && (valueOf(part, 'DTSTAMP') ?? '') < (valueOf(other, 'DTSTAMP') ?? ''));
}

export interface FileHead {
  readonly name: string;
  readonly colour: string | null;
  readonly description: string;
}

/**
 * A whole calendar as a file: head, each time zone once, the components of the objects as they are. A name that two objects define
 * differently is told apart, unless it is one of IANA's.
 */
export function writeCalendarFile(head: FileHead, roots: readonly Component[]): string {
  const zones = new Map<string, { readonly text: string; readonly component: Component }>();
  const parts: Component[] = [];
  for (const root of roots) {
    const renamed = new Map<string, string>();
    for (const definition of componentsOf(root, 'VTIMEZONE')) {
      const tzid = valueOf(definition, 'TZID') ?? '';
      const text = writeTree([definition]).trimEnd();
      let name = tzid;
      for (let number = 2; zones.has(name) && zones.get(name)!.text !== text && ianaZone(tzid) === null; number += 1)
        name = `${tzid} (${number})`;
      if (name !== tzid) renamed.set(tzid, name);
      if (zones.has(name)) continue;
      const component = name === tzid ? definition : withProperties(definition, 'TZID', [valueProperty('TZID', name)]);
      zones.set(name, { text, component });
    }
    for (const part of componentsOf(root)) {
      if (part.name !== 'VTIMEZONE') parts.push(renamed.size === 0 ? part : withZones(part, renamed));
    }
  }
  const properties: Property[] = [
    valueProperty('VERSION', '2.0'),
    valueProperty('CALSCALE', 'GREGORIAN'),
    valueProperty('PRODID', productId),
    textProperty('X-WR-CALNAME', head.name),
    ...(head.description === '' ? [] : [textProperty('X-WR-CALDESC', head.description)]),
    ...(head.colour === null ? [] : [valueProperty('X-APPLE-CALENDAR-COLOR', head.colour.slice(0, 7))]),
  ];
  const definitions = [...zones.values()].map(({ component }) => component);
  return writeTree([{ name: 'VCALENDAR', children: [...properties, ...definitions, ...parts] }]);
}

function withZones(component: Component, renamed: ReadonlyMap<string, string>): Component {
  const children = component.children.map((node) => {
    if (isComponent(node)) return withZones(node, renamed);
    if (!node.parameters.some(({ name, values }) => name === 'TZID' && renamed.has(values[0] ?? ''))) return node;
    const parameters = node.parameters.map((each) =>
      each.name === 'TZID'
        ? { name: 'TZID', values: [renamed.get(each.values[0] ?? '') ?? each.values[0] ?? ''] }
        : each,
    );
    return { name: node.name, parameters, value: node.value };
  });
  return { ...component, children };
}
