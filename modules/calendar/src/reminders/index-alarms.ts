import {
  alarmsOf,
  componentsOf,
  valueOf,
  type AlarmTime,
  type CalendarObject,
  type Zone,
} from '@landescloud/icalendar';

/** One ringing that stands in the index. */
export interface IndexedAlarm {
  readonly at: number;
  /** ACTION:EMAIL; else it is shown. */
  readonly mailed: boolean;
  readonly recurrenceId: string | null;
  /** Of what it rings for. */
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface AlarmIndex {
  readonly alarms: readonly IndexedAlarm[];
  /** Later ones are not listed yet; null: all are. */
  readonly until: number | null;
}

const day = 86_400_000;
const ahead = 40 * day;
/** Of one object at a time. */
const mostAlarms = 50;
const endOfTime = Date.UTC(2200, 0, 1);
const shown: ReadonlySet<string> = new Set(['DISPLAY', 'AUDIO']);

export interface AlarmRange {
  /** What rings then or before is none of it. */
  readonly after: number;
  /** When the object has its last occurrence; null: never. */
  readonly last: number | null;
  readonly recurring: boolean;
  /** Where dates and floating times are read. */
  readonly zone: Zone;
}

/** What rings next: of a series for some weeks, of what is done or cancelled nothing. */
export function indexAlarms(object: CalendarObject, { after, last, recurring, zone }: AlarmRange): AlarmIndex {
  const parts = [...(object.master === null ? [] : [object.master]), ...object.overrides];
  if (!parts.some((part) => componentsOf(part, 'VALARM').length > 0)) return { alarms: [], until: null };
  const horizon = after + ahead;
  const goesOn = recurring && (last === null || last > horizon);
  const to = goesOn ? horizon : endOfTime;
  const found = alarmsOf(object, { from: after + 1, to, floatingZone: zone }).flatMap(indexed);
  const beyond = found[mostAlarms];
  if (beyond === undefined) return { alarms: found, until: goesOn ? horizon - 1 : null };
  const before = found.filter(({ at }) => at < beyond.at);
  return before.length > 0
    ? { alarms: before, until: beyond.at - 1 }
    : { alarms: found.slice(0, mostAlarms), until: beyond.at };
}

function indexed(alarm: AlarmTime): IndexedAlarm[] {
  const { at, occurrence } = alarm;
  if (!isHeeded(alarm)) return [];
  const { recurrenceId, start: startsAt, end: endsAt } = occurrence;
  return [{ at, mailed: alarm.action === 'EMAIL', recurrenceId, startsAt, endsAt }];
}

/** Actions that only one program knows (Apple's NONE) ring nowhere else; what is done reminds of nothing. */
function isHeeded({ action, occurrence }: AlarmTime): boolean {
  const { component } = occurrence;
  if (component.name !== 'VEVENT' && component.name !== 'VTODO') return false;
  if (valueOf(component, 'STATUS')?.toUpperCase() === 'COMPLETED') return false;
  return action === 'EMAIL' || shown.has(action);
}

/** The alarm as it stands in the object now; undefined: it does not ring any more. */
export function alarmNow(
  object: CalendarObject,
  { at, mailed, recurrenceId }: Pick<IndexedAlarm, 'at' | 'mailed' | 'recurrenceId'>,
  zone: Zone,
): AlarmTime | undefined {
  return alarmsOf(object, { from: at, to: at + 1, floatingZone: zone }).find(
    (alarm) =>
      isHeeded(alarm) && (alarm.action === 'EMAIL') === mailed && alarm.occurrence.recurrenceId === recurrenceId,
  );
}
