import { CalendarInvalid } from './calendar-invalid.ts';
import type { Component, Parameter, Property } from './component.ts';
import { decodeText } from './decode-text.ts';
import { defaultLimits } from './limits.ts';
import type { CalendarLimits } from './limits.ts';

/** A file as it was read. `before` and `after` are what stands around the calendars: a byte order mark, empty lines. */
export interface CalendarFile {
  readonly before: string;
  readonly calendars: readonly Component[];
}

interface Open {
  readonly name: string;
  readonly begin: string;
  readonly children: (Property | Component)[];
}

// NUL and its like are neither text in RFC 5545 nor a character in XML, which is how the text travels in a report
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/**
 * Reads content lines into a tree of all VCALENDARs of a file (RFC 5545, section 3.4), losing nothing: what `writeTree` makes
 * of it has the same characters. Bare LF, a byte order mark, empty lines, lower-case names and lines folded within a character
 * are taken. In time and memory proportional to the text; throws `CalendarInvalid` beyond the limits.
 */
export function readTree(input: Uint8Array | string, limits: CalendarLimits = defaultLimits): CalendarFile {
  const text = decodeText(input, limits.size);
  if (CONTROL.test(text)) throw new CalendarInvalid('control-character', 'The text contains control characters.');
  const calendars: Component[] = [];
  const open: Open[] = [];
  let before = '';
  let lines = 0;
  let components = 0;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  if (at === 1) before = '\uFEFF';
  const append = (blank: string): void => {
    const list = open.at(-1)?.children ?? calendars;
    const last = list.at(-1);
    if (last === undefined) {
      const parent = open.at(-1);
      if (parent === undefined) before += blank;
      else open[open.length - 1] = { ...parent, begin: parent.begin + blank };
    } else if ('children' in last) {
      list[list.length - 1] = { ...last, raw: { begin: last.raw!.begin, end: last.raw!.end + blank } } as never;
    } else list[list.length - 1] = { ...last, raw: last.raw! + blank } as never;
  };
  while (at < text.length) {
    const start = at;
    let line = '';
    for (;;) {
      const newline = text.indexOf('\n', at);
      const end = newline === -1 ? text.length : newline;
      const cut = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
      line = line === '' ? text.slice(at, cut) : line + text.slice(at, cut);
      at = newline === -1 ? text.length : newline + 1;
      const next = text.charCodeAt(at);
      if (next !== 32 && next !== 9) break;
      at += 1;
    }
    const raw = text.slice(start, at);
    if (line.trim() === '') {
      append(raw);
      continue;
    }
    lines += 1;
    if (lines > limits.lines) throw new CalendarInvalid('too-many', `More than ${limits.lines} lines.`);
    const property = parseLine(line, raw, lines, limits);
    const parent = open.at(-1);
    if (property.name === 'BEGIN') {
      components += 1;
      if (components > limits.components)
        throw new CalendarInvalid('too-many', `More than ${limits.components} components.`);
      if (open.length >= limits.depth) throw new CalendarInvalid('too-deep', `Nested deeper than ${limits.depth}.`);
      const name = property.value.trim().toUpperCase();
      if (parent === undefined && name !== 'VCALENDAR')
        throw new CalendarInvalid('no-calendar', `Line ${lines} begins a ${name.slice(0, 40)} outside of a VCALENDAR.`);
      open.push({ name, begin: raw, children: [] });
    } else if (property.name === 'END') {
      const name = property.value.trim().toUpperCase();
      if (parent?.name !== name)
        throw new CalendarInvalid('malformed', `Line ${lines} ends a ${name.slice(0, 40)} that is not open.`);
      open.pop();
      const component: Component = { name, children: parent.children, raw: { begin: parent.begin, end: raw } };
      (open.at(-1)?.children ?? calendars).push(component);
    } else if (parent === undefined) {
      throw new CalendarInvalid('no-calendar', `Line ${lines} stands outside of a VCALENDAR.`);
    } else parent.children.push(property);
  }
  if (open.length > 0) throw new CalendarInvalid('malformed', `${open.at(-1)!.name} is never ended.`);
  return { before, calendars };
}

function parseLine(line: string, raw: string, number: number, limits: CalendarLimits): Property {
  const property = scan(line, raw, limits, true) ?? scan(line, raw, limits, false);
  if (property === null) throw new CalendarInvalid('malformed', `Line ${number} has no name and value.`);
  return property;
}

/** Without quotes where they do not match: some programs write a lone quotation mark into a name. */
function scan(line: string, raw: string, limits: CalendarLimits, quotes: boolean): Property | null {
  let at = 0;
  for (; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === 58 || code === 59) break;
  }
  const name = line.slice(0, at).trim().toUpperCase();
  if (at === line.length || !/^[A-Z0-9_.-]+$/.test(name)) return null;
  const parameters: Parameter[] = [];
  while (line.charCodeAt(at) === 59) {
    at += 1;
    const from = at;
    while (at < line.length && !'=;:'.includes(line[at]!)) at += 1;
    const parameter = line.slice(from, at).trim().toUpperCase();
    const values: string[] = [];
    if (line[at] === '=') {
      do {
        at += 1;
        const start = at;
        let quoted = false;
        for (; at < line.length; at += 1) {
          const code = line.charCodeAt(at);
          if (code === 34 && quotes) quoted = !quoted;
          else if (!quoted && (code === 44 || code === 59 || code === 58)) break;
        }
        if (at === line.length) return null;
        const value = line.slice(start, at);
        values.push(value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value);
        if (values.length > limits.dates)
          throw new CalendarInvalid('too-many', `More than ${limits.dates} values of a parameter.`);
      } while (line[at] === ',');
    }
    parameters.push({ name: parameter, values });
    if (parameters.length > limits.parameters)
      throw new CalendarInvalid('too-many', `More than ${limits.parameters} parameters of a property.`);
  }
  if (line[at] !== ':') return null;
  return { name, parameters, value: line.slice(at + 1), raw };
}
