import ICAL from 'ical.js';
import { keyOfTime } from './instance-key.ts';
import { clonePart, type Part } from './parts.ts';

/** A hostile rule gets no further than this. */
const mostSteps = 20_000;

export function isSeries(part: Part): boolean {
  return part.hasProperty('rrule') || part.hasProperty('rdate');
}

/** Where the series has the instance: its start as the series writes it. null: it has none there. */
export function findInstance(master: Part, wanted: ICAL.Time): ICAL.Time | null {
  const start = master.getFirstPropertyValue('dtstart') ?? master.getFirstPropertyValue('due');
  if (!(start instanceof ICAL.Time)) return null;
  const key = keyOfTime(wanted);
  if (!isSeries(master)) return keyOfTime(start) === key ? start : null;
  const expansion = new ICAL.RecurExpansion({ component: master, dtstart: start });
  for (let step = 0; step < mostSteps; step += 1) {
    const next = expansion.next() as ICAL.Time | null;
    if (next === null) return null;
    const at = keyOfTime(next);
    if (at === key) return next;
    if (at > key) return null;
  }
  return null;
}

/** An override that says what the series says of this instance. */
export function overrideOf(master: Part, start: ICAL.Time): Part {
  const part = clonePart(master);
  for (const name of ['rrule', 'rdate', 'exdate', 'exrule']) part.removeAllProperties(name);
  const first = master.getFirstPropertyValue('dtstart');
  const moved = (name: 'dtstart' | 'dtend' | 'due', time: ICAL.Time) => {
    const property = part.getFirstProperty(name);
    property?.setValue(time);
  };
  if (first instanceof ICAL.Time) {
    for (const name of ['dtend', 'due'] as const) {
      const end = master.getFirstPropertyValue(name);
      if (!(end instanceof ICAL.Time)) continue;
      const later = start.clone();
      later.addDuration(end.subtractDate(first));
      moved(name, later);
    }
    moved('dtstart', start);
  }
  const id = new ICAL.Property('recurrence-id');
  const zone = master.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  if (start.isDate) id.resetType('date');
  if (zone) id.setParameter('tzid', zone);
  id.setValue(start);
  part.addProperty(id);
  return part;
}

/** EXDATE for an instance, written as DTSTART is. */
export function exclude(master: Part, instance: ICAL.Time): void {
  if (isExcluded(master, instance)) return;
  const property = new ICAL.Property('exdate');
  const start = master.getFirstProperty('dtstart');
  const zone = start?.getFirstParameter('tzid');
  const written = findWritten(master, instance);
  if (written.isDate) property.resetType('date');
  if (zone) property.setParameter('tzid', zone);
  property.setValue(written);
  master.addProperty(property);
}

/** The instance is of the series again. */
export function include(master: Part, instance: ICAL.Time): void {
  const key = keyOfTime(instance);
  for (const property of master.getAllProperties('exdate')) {
    const values = property.getValues() as ICAL.Time[];
    const left = values.filter((value) => keyOfTime(value) !== key);
    if (left.length === values.length) continue;
    if (left.length === 0) master.removeProperty(property);
    else if (property.isMultiValue) property.setValues(left);
  }
}

export function isExcluded(master: Part, instance: ICAL.Time): boolean {
  return excludedKeys(master).has(keyOfTime(instance));
}

export function excludedKeys(master: Part): Map<string, ICAL.Time> {
  const found = new Map<string, ICAL.Time>();
  for (const property of master.getAllProperties('exdate'))
    for (const value of property.getValues() as unknown[])
      if (value instanceof ICAL.Time) found.set(keyOfTime(value), value);
  return found;
}

function findWritten(master: Part, instance: ICAL.Time): ICAL.Time {
  const start = master.getFirstPropertyValue('dtstart');
  if (!(start instanceof ICAL.Time) || instance.isDate || start.isDate) return instance;
  const floats = (time: ICAL.Time) => time.zone === null || time.zone === ICAL.Timezone.localTimezone;
  return floats(start) || floats(instance) ? instance : instance.convertToZone(start.zone);
}
