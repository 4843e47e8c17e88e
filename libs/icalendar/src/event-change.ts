import { escapeText, isComponent, textProperty, valueProperty } from './component.ts';
import type { Component, Property } from './component.ts';
import { formatDuration } from './values.ts';

/** `2026-11-23` is all day, `2026-11-23T14:00:00` the wall clock in `zone` (an IANA name, `UTC`); null is floating. */
export interface EventTime {
  readonly local: string;
  readonly zone: string | null;
}

export interface EventAlarm {
  /** Before the start; negative is after it. */
  readonly minutesBefore: number;
  readonly action: 'DISPLAY' | 'EMAIL';
}

/** What is to become of an event or task. What is not named stays as it is; null removes. */
export interface EventChange {
  readonly summary?: string | null;
  readonly description?: string | null;
  readonly location?: string | null;
  readonly url?: string | null;
  readonly status?: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' | 'NEEDS-ACTION' | 'IN-PROCESS' | 'COMPLETED' | null;
  readonly transparent?: boolean;
  readonly classification?: 'PUBLIC' | 'PRIVATE' | 'CONFIDENTIAL' | null;
  readonly categories?: readonly string[] | null;
  /** A CSS3 colour name (RFC 7986). */
  readonly color?: string | null;
  readonly start?: EventTime;
  /** Exclusive, of the same kind as `start`; without it the length stays. */
  readonly end?: EventTime;
  /** A recurrence rule as text; overrides that it no longer has go. */
  readonly rule?: string | null;
  /** All that ring; alarms of other kinds (AUDIO, at a date) stay. */
  readonly alarms?: readonly EventAlarm[];
  /** Whole lists by name (ATTENDEE, ORGANIZER, ATTACH …); an empty one removes. */
  readonly properties?: Readonly<Record<string, readonly Property[]>>;
}

/** What a change makes of properties, but for times, rule and alarms. */
export function propertiesOfChange(change: EventChange): Map<string, readonly Property[]> {
  const found = new Map<string, readonly Property[]>();
  const text = (name: string, value: string | null | undefined, property = textProperty): void => {
    if (value !== undefined) found.set(name, value === null || value === '' ? [] : [property(name, value)]);
  };
  text('SUMMARY', change.summary);
  text('DESCRIPTION', change.description);
  // the same in HTML would say what the text no longer says
  if (change.description !== undefined) found.set('X-ALT-DESC', []);
  text('LOCATION', change.location);
  text('URL', change.url, valueProperty);
  text('STATUS', change.status);
  text('CLASS', change.classification);
  text('COLOR', change.color);
  if (change.transparent !== undefined)
    found.set('TRANSP', [valueProperty('TRANSP', change.transparent ? 'TRANSPARENT' : 'OPAQUE')]);
  if (change.categories !== undefined) {
    const list = change.categories ?? [];
    found.set('CATEGORIES', list.length === 0 ? [] : [valueProperty('CATEGORIES', list.map(escapeText).join(','))]);
  }
  for (const [name, list] of Object.entries(change.properties ?? {})) found.set(name.toUpperCase(), list);
  return found;
}

export function sameProperties(one: readonly Property[], other: readonly Property[]): boolean {
  const said = (list: readonly Property[]): string => JSON.stringify(list.map((each) => [each.value, each.parameters]));
  return one.length === other.length && said(one) === said(other);
}

/** The component with this list in place of the properties of that name; the same component where they say the same. */
export function withProperties(component: Component, name: string, list: readonly Property[]): Component {
  const old = component.children.filter((node): node is Property => !isComponent(node) && node.name === name);
  if (sameProperties(old, list)) return component;
  let at = component.children.findIndex((node) => !isComponent(node) && node.name === name);
  const children = component.children.filter((node) => isComponent(node) || node.name !== name);
  if (at === -1) at = children.findLastIndex((node) => !isComponent(node)) + 1;
  return { ...component, children: [...children.slice(0, at), ...list, ...children.slice(at)] };
}

/** The component with these alarms; what rings as before keeps its VALARM. */
export function withAlarms(component: Component, alarms: readonly EventAlarm[], summary: string): Component {
  const wanted = alarms.map((alarm) => ({ alarm, key: `${alarm.action} ${triggerText(alarm)}` }));
  const kept = new Set<string>();
  const children = component.children.filter((node) => {
    if (!isComponent(node) || node.name !== 'VALARM') return true;
    const value = (name: string): Property | undefined =>
      node.children.find((each): each is Property => !isComponent(each) && each.name === name);
    const [action, trigger] = [value('ACTION')?.value.trim().toUpperCase(), value('TRIGGER')];
    const simple =
      trigger?.parameters.every(({ name, values }) => name !== 'RELATED' || values[0] === 'START') === true;
    if ((action !== 'DISPLAY' && action !== 'EMAIL') || !simple || !/^\s*[+-]?P/i.test(trigger?.value ?? ''))
      return true;
    const key = `${action} ${trigger.value.trim().toUpperCase()}`;
    if (!wanted.some((each) => each.key === key) || kept.has(key)) return false;
    kept.add(key);
    return true;
  });
  for (const { alarm, key } of wanted) {
    if (kept.has(key)) continue;
    kept.add(key);
    children.push({
      name: 'VALARM',
      children: [
        valueProperty('ACTION', alarm.action),
        valueProperty('TRIGGER', triggerText(alarm)),
        textProperty('DESCRIPTION', summary),
        ...(alarm.action === 'EMAIL' ? [textProperty('SUMMARY', summary)] : []),
      ],
    });
  }
  return { ...component, children };
}

function triggerText({ minutesBefore }: EventAlarm): string {
  const minutes = Math.round(minutesBefore);
  if (minutes === 0) return 'PT0S';
  // whole days are nominal: the day before at the same hour, also when clocks change
  const days = minutes % 1440 === 0 ? -minutes / 1440 : 0;
  return formatDuration({ days, milliseconds: days === 0 ? -minutes * 60_000 : 0 });
}
