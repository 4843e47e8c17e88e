import { namedZone, propertiesOf, type Component, type EventChange } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import type { CalendarContext } from '../context.ts';
import { invalidWhen } from '../errors.ts';
import type { CalendarView } from '../views.ts';
import type { EventInput, EventWhen } from './event-input.ts';
import { attachmentProperty, attendeeProperties, conferenceProperty, organiserProperties, personOf } from './people.ts';
import { ruleOf } from './recurrence.ts';

const day = 86_400_000;
const isDay = (text: string): boolean => {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
};

/** Start and end as icalendar takes them; the end exclusive. Invalid `calendar.invalid_when`. */
export function timesOf(when: EventWhen): Required<Pick<EventChange, 'start' | 'end'>> {
  const { allDay, startDate, startTime, endDate, endTime, zone } = when;
  if (!isDay(startDate) || !isDay(endDate) || endDate < startDate) throw invalidWhen();
  if (allDay) {
    const after = new Date(Date.parse(`${endDate}T00:00:00Z`) + day).toISOString().slice(0, 10);
    return { start: { local: startDate, zone: null }, end: { local: after, zone: null } };
  }
  const [start, end] = [`${startDate}T${startTime}:00`, `${endDate}T${endTime}:00`];
  if (startTime === null || endTime === null || end < start) throw invalidWhen();
  if (zone !== null && namedZone(zone) === null) throw invalidWhen();
  return { start: { local: start, zone }, end: { local: end, zone } };
}

export interface ChangeDeps {
  readonly context: CalendarContext;
  /** The whole address of a page. */
  readonly linkTo: (path: string) => string;
}

/**
 * What the form says, as a change of the object; what it does not say stays. `before` is what stands there, null where it is new.
 * With people it becomes an invitation of the calendar's owner, also where a deputy writes it.
 */
export async function changeFrom(
  { context, linkTo }: ChangeDeps,
  actor: PersonActor,
  calendar: CalendarView,
  input: Partial<EventInput>,
  before: { readonly component: Component; readonly when: EventWhen } | null,
): Promise<EventChange> {
  const when = input.when ?? before?.when;
  const zone = when === undefined || when.zone === null ? null : namedZone(when.zone);
  const change: { -readonly [Key in keyof EventChange]: EventChange[Key] } = {};
  const properties: Record<string, NonNullable<EventChange['properties']>[string]> = {};
  if (input.when !== undefined) Object.assign(change, timesOf(input.when));
  if (input.title !== undefined) change.summary = input.title;
  if (input.place !== undefined) change.location = input.place;
  if (input.description !== undefined) change.description = input.description;
  if (input.categories !== undefined) change.categories = input.categories;
  if (input.classification !== undefined)
    change.classification = input.classification.toUpperCase() as 'PUBLIC' | 'PRIVATE' | 'CONFIDENTIAL';
  if (input.isFree !== undefined) change.transparent = input.isFree;
  if (input.isTentative !== undefined) change.status = input.isTentative ? 'TENTATIVE' : 'CONFIRMED';
  if (input.reminders !== undefined)
    change.alarms = input.reminders.map(({ minutes, by }) => ({
      minutesBefore: minutes,
      action: by === 'mail' ? ('EMAIL' as const) : ('DISPLAY' as const),
    }));
  if (input.recurrence !== undefined)
    change.rule = input.recurrence === null ? null : ruleOf(input.recurrence, when?.allDay === true, zone);
  if (input.link !== undefined) properties['CONFERENCE'] = input.link === '' ? [] : [conferenceProperty(input.link)];
  if (input.attachments !== undefined)
    properties['ATTACH'] = input.attachments.flatMap(({ nodeId, name, url }) => {
      const address = nodeId === null ? url : linkTo(`/f/${nodeId}`);
      if (address === null) return [];
      const present = before === null ? [] : propertiesOf(before.component, 'ATTACH');
      return [present.find(({ value }) => value === address) ?? attachmentProperty(name, address)];
    });
  if (input.attendees !== undefined)
    Object.assign(properties, await invited(context, actor, calendar, input.attendees, before));
  return Object.keys(properties).length === 0 ? change : { ...change, properties };
}

async function invited(
  context: CalendarContext,
  actor: PersonActor,
  calendar: CalendarView,
  attendees: EventInput['attendees'],
  before: { readonly component: Component } | null,
): Promise<NonNullable<EventChange['properties']>> {
  const present = before === null ? [] : propertiesOf(before.component, 'ATTENDEE');
  const [organiserBefore] = before === null ? [] : propertiesOf(before.component, 'ORGANIZER');
  if (attendees.length === 0) return { ATTENDEE: [], ORGANIZER: [] };
  const owner = await personOf(context.db, calendar.ownerKind === 'person' ? calendar.ownerId : actor.personId);
  if (owner === undefined) return {};
  const { organiser, attendee } = organiserProperties(owner);
  const others = await attendeeProperties(context, actor, attendees, present);
  const isSame = (value: string) =>
    value.trim().toLowerCase() === (organiserBefore ?? organiser).value.trim().toLowerCase();
  const own = present.find(({ value }) => isSame(value)) ?? (organiserBefore === undefined ? attendee : undefined);
  return {
    ORGANIZER: [organiserBefore ?? organiser],
    ATTENDEE: [...(own === undefined ? [] : [own]), ...others.filter(({ value }) => !isSame(value))],
  };
}
