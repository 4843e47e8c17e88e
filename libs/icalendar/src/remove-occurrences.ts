import type { CalendarObject } from './calendar-object.ts';
import { addProperty, propertyOf } from './component.ts';
import type { Component } from './component.ts';
import type { EditScope } from './edit-event.ts';
import { rebuilt } from './move-series.ts';
import { occurrenceOf } from './occurrence-of.ts';
import { occurrences } from './occurrences.ts';
import { seriesOf } from './series.ts';
import { splitSeries } from './split-series.ts';
import { stamped } from './stamp.ts';
import { formOf, timeProperty } from './time-properties.ts';

export interface RemoveOptions {
  readonly scope: EditScope;
  readonly recurrenceId?: string | null;
  /** Epoch milliseconds, for DTSTAMP. */
  readonly now: number;
}

/** The object without one occurrence (EXDATE), it and what follows (UNTIL), or null where nothing is left of it. */
export function removeOccurrences(object: CalendarObject, options: RemoveOptions): CalendarObject | null {
  const id = options.recurrenceId ?? null;
  const series = seriesOf(object);
  const recurs = series.recurring || object.overrides.length > 0;
  if (options.scope === 'all' || id === null || !recurs) return null;
  const { master } = object;
  if (options.scope === 'following' && master !== null)
    return splitSeries(object, { recurrenceId: id, uid: object.uid, now: options.now }).before;
  const found = occurrenceOf(object, id);
  if (master === null) {
    if (object.overrides.length === 1) return null;
    return rebuilt(object, (component) => (component === found.override?.component ? null : component));
  }
  const exdate = (component: Component): Component =>
    addProperty(component, timeProperty('EXDATE', found.base, formOf(propertyOf(master, 'DTSTART')!, object.zones)));
  const changed = rebuilt(object, (component) => {
    if (component === found.override?.component) return null;
    return component === master ? stamped(exdate(component), options.now, true) : component;
  });
  const left = occurrences(changed, { from: -62_167_219_200_000, to: 253_402_300_800_000, most: 1 });
  return left.length === 0 ? null : changed;
}
