/**
 * iCalendar (RFC 5545, 7529, 4791): reading without loss and with bounds, writing, recurrence, time zones. Pure: text in, values out. What
 * is no calendar throws `CalendarInvalid`.
 */
export const calendarMediaType = 'text/calendar';
export { CalendarInvalid } from './calendar-invalid.ts';
export type { CalendarProblem } from './calendar-invalid.ts';
export { defaultLimits, importLimits } from './limits.ts';
export type { CalendarLimits } from './limits.ts';
export {
  addProperty,
  componentsOf,
  escapeText,
  isComponent,
  listOf,
  mapChildren,
  parameterOf,
  parametersOf,
  propertiesOf,
  propertyOf,
  textOf,
  textProperty,
  unescapeText,
  valueOf,
  valueProperty,
  withProperty,
  withoutProperties,
} from './component.ts';
export type { Component, Parameter, Property } from './component.ts';
export { unavailableTimes } from './availability.ts';
export { readTree } from './read-tree.ts';
export type { CalendarFile } from './read-tree.ts';
export { lineOf, writeTree } from './write-tree.ts';
export { calendarObject, readCalendar, writeCalendar } from './calendar-object.ts';
export type { CalendarObject, ObjectKind, ReadOptions } from './calendar-object.ts';
export { occurrences, overlaps } from './occurrences.ts';
export type { Occurrence, OccurrenceRange } from './occurrences.ts';
export { extent } from './extent.ts';
export type { Extent } from './extent.ts';
export { formatRule, parseRule } from './rule.ts';
export type { Frequency, Rule, WeekdayRule } from './rule.ts';
export { formatDate, formatDateTime, formatDuration, formatOffset, formatTime } from './values.ts';
export { parseDuration, parseOffset, parsePeriod, parseTime, timeOf } from './values.ts';
export type { DurationValue, TimeValue } from './values.ts';
export { fixedZone, instantOf, localOf, utc } from './zone.ts';
export type { Transition, Zone } from './zone.ts';
export { ianaZone } from './iana-zone.ts';
export { ianaNameOfWindows } from './windows-zones.ts';
export { namedZone, zonesOf } from './zones-of.ts';
export type { ZoneFinder } from './zones-of.ts';
export * from './itip/itip-door.ts';
export { busyOf, busyTypeOf, freeBusy, mergeBusy } from './free-busy.ts';
export type { BusyPeriod, BusyType } from './free-busy.ts';
export { alarmInTimeRange, inTimeRange, propertyInTimeRange } from './time-range.ts';
export type { TimeRange } from './time-range.ts';
export { alarmsOf } from './alarms.ts';
export type { AlarmTime } from './alarms.ts';
export { editEvent, withDefinitions } from './edit-event.ts';
export type { EditOptions, EditScope, Edited } from './edit-event.ts';
export { withAlarms } from './event-change.ts';
export type { EventAlarm, EventChange, EventTime } from './event-change.ts';
export { newCalendar, newEvent, productId } from './new-event.ts';
export type { NewEvent } from './new-event.ts';
export { removeOccurrences } from './remove-occurrences.ts';
export type { RemoveOptions } from './remove-occurrences.ts';
export { splitSeries } from './split-series.ts';
export type { Split, SplitOptions } from './split-series.ts';
export { zoneDefinition } from './write-definition.ts';
export { readCalendarFile, writeCalendarFile } from './calendar-file.ts';
export type { CalendarContents, FileHead, FileOptions, FileProblem } from './calendar-file.ts';
