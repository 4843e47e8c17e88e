import { valueOf, valueProperty } from './component.ts';
import type { Component } from './component.ts';
import { withProperties } from './event-change.ts';
import { formatDateTime } from './values.ts';

/** What changed now: DTSTAMP and LAST-MODIFIED, and SEQUENCE one higher where it is another meeting (RFC 5546, section 2.1.4). */
export function stamped(component: Component, now: number, significant: boolean, sequence = 0): Component {
  const text = formatDateTime(Math.floor(now / 1000) * 1000, true);
  let changed = withProperties(component, 'DTSTAMP', [valueProperty('DTSTAMP', text)]);
  changed = withProperties(changed, 'LAST-MODIFIED', [valueProperty('LAST-MODIFIED', text)]);
  const current = Math.max(sequenceOf(component), sequence);
  if (!significant && current === sequenceOf(component)) return changed;
  return withProperties(changed, 'SEQUENCE', [valueProperty('SEQUENCE', String(current + (significant ? 1 : 0)))]);
}

export function sequenceOf(component: Component): number {
  const number = Number(valueOf(component, 'SEQUENCE') ?? 0);
  return Number.isInteger(number) && number >= 0 ? number : 0;
}
