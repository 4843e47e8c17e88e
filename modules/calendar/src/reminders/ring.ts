import {
  occurrences,
  readCalendar,
  textOf,
  valueOf,
  type CalendarObject,
  type Occurrence,
} from '@landescloud/icalendar';
import type { Transaction } from '@landescloud/platform/database';
import { parseMailAddress, type MailLanguage } from '@landescloud/platform/mail';
import type { NewNotification } from '@landescloud/platform/notifications';
import { ownAnswer } from '../objects/own-answer.ts';
import { addressesOf } from '../scheduling/addresses-of.ts';
import { daysText, timesText } from '../scheduling/span-text.ts';
import { stateZone, usualZone, zoneOfName } from '../zones.ts';
import { takeAlarms, type DueAlarm } from './alarm-store.ts';
import { alarmNow } from './index-alarms.ts';
import type { ReminderDeps } from './reminders.ts';
import {
  keepReminders,
  remindedPeople,
  ringingObjects,
  wakeReminders,
  type RemindedPerson,
  type RingingObject,
  type RungReminder,
} from './reminder-store.ts';
import { reminderKind, reminderMail, remindersKind, type ReminderLine } from './reminder-words.ts';

const hour = 3_600_000;
const day = 24 * hour;
const notOneLine = /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const mostAtOnce = 200;
/** More at once for one person are told in one. */
const mostSingly = 5;

/** One reminder for one person. */
interface Rung extends RungReminder {
  readonly person: RemindedPerson;
  readonly isShown: boolean;
  readonly isMailed: boolean;
  readonly line: ReminderLine;
}

/**
 * Tells what is due, in transactions that also take it from the index: killed in the middle, nothing has rung; done twice, the second
 * finds nothing. After an outage what is over by more than an hour is left out, what is to come is told however late (a week at most).
 */
export function ringReminders(deps: ReminderDeps) {
  const { db, clock } = deps;
  return async (): Promise<void> => {
    for (let taken = mostAtOnce; taken === mostAtOnce;)
      taken = await db.transaction((tx) => ring(deps, tx, clock.now()));
  };
}

async function ring(deps: ReminderDeps, tx: Transaction, now: number): Promise<number> {
  const due = await takeAlarms(tx, now, mostAtOnce);
  const awake = await wakeReminders(tx, now, mostAtOnce);
  if (due.length + awake.length === 0) return 0;
  const ids = [...new Set([...due, ...awake].map(({ objectId }) => objectId))];
  const objects = new Map((await ringingObjects(tx, ids)).map((each) => [each.id, each]));
  const calendars = [...new Set([...objects.values()].map(({ calendarId }) => calendarId))];
  const people = Map.groupBy(await remindedPeople(tx, calendars), ({ calendarId }) => calendarId);
  const reader = objectReader();
  const rung = new Map<string, Rung>();
  for (const alarm of due) {
    const object = objects.get(alarm.objectId);
    const found = object === undefined || isTooLate(alarm, now) ? null : stillRings(reader(object), object, alarm);
    if (object === undefined || found === null) continue;
    for (const person of people.get(object.calendarId) ?? []) {
      if (isHidden(object, person)) continue;
      const { isShown, isMailed } = waysOf(person, alarm.mailed);
      // several alarms of one date that were missed are one
      const key = `${person.personId} ${object.id} ${alarm.recurrenceId ?? ''}`;
      const before = rung.get(key);
      rung.set(key, {
        ...of(object, person, found, deps),
        isShown: isShown || before?.isShown === true,
        isMailed: isMailed || before?.isMailed === true,
      });
    }
  }
  for (const each of awake) {
    const object = objects.get(each.objectId);
    const person = people.get(object?.calendarId ?? 0)?.find(({ personId }) => personId === each.personId);
    if (object === undefined || person === undefined || isHidden(object, person)) continue;
    const key = `${person.personId} ${object.id} ${each.recurrenceId ?? ''}`;
    if (rung.has(key)) continue;
    const occurrence = occurrenceFor(reader(object), each);
    if (occurrence !== null) rung.set(key, { ...of(object, person, occurrence, deps), isShown: true, isMailed: false });
  }
  await tell(deps, tx, [...rung.values()], now);
  return Math.max(due.length, awake.length);
}

function isTooLate({ at, endsAt }: DueAlarm, now: number): boolean {
  const late = now - at;
  return late > hour && (endsAt <= now || late > 7 * day);
}

/** Who has declined is left alone. */
function stillRings(calendar: CalendarObject, object: RingingObject, alarm: DueAlarm): Occurrence | null {
  const zone = (object.zone === null ? null : zoneOfName(object.zone)) ?? usualZone();
  const occurrence = alarmNow(calendar, alarm, zone)?.occurrence;
  if (occurrence === undefined) return null;
  const self = object.login === null ? [] : addressesOf(object.login, object.email);
  return ownAnswer(occurrence.component, self) === 'DECLINED' ? null : occurrence;
}

/** What is private of a person concerns nobody else. */
function isHidden(object: RingingObject, person: RemindedPerson): boolean {
  return object.class !== 'PUBLIC' && object.ownerKind === 'person' && person.role !== 'owner';
}

function waysOf({ way, email }: RemindedPerson, mailed: boolean): { isShown: boolean; isMailed: boolean } {
  // better here than nowhere
  if (parseMailAddress(email ?? '') === null) return { isShown: true, isMailed: false };
  if (way === 'as-set') return { isShown: !mailed, isMailed: mailed };
  return { isShown: way !== 'mailed', isMailed: way !== 'shown' };
}

function objectReader() {
  const read = new Map<number, CalendarObject>();
  return ({ id, data }: RingingObject): CalendarObject => {
    const object = read.get(id) ?? readCalendar(data);
    read.set(id, object);
    return object;
  };
}

function occurrenceFor(calendar: CalendarObject, { recurrenceId, startsAt }: RungReminder): Occurrence | null {
  const range = { from: startsAt - 2 * day, to: startsAt + 2 * day, floatingZone: usualZone() };
  return occurrences(calendar, range).find((each) => each.recurrenceId === recurrenceId) ?? null;
}

function of(
  object: RingingObject,
  person: RemindedPerson,
  occurrence: Occurrence,
  { link }: ReminderDeps,
): Omit<Rung, 'isShown' | 'isMailed'> {
  const { component, recurrenceId, start: startsAt, end: endsAt, allDay, localStart, floating } = occurrence;
  const zone = person.zone ?? stateZone;
  const text = (name: string) =>
    (textOf(component, name) ?? '').replaceAll(notOneLine, ' ').trim().slice(0, 300).toWellFormed();
  const join = valueOf(component, 'CONFERENCE') ?? valueOf(component, 'URL') ?? '';
  const line: ReminderLine = {
    title: text('SUMMARY'),
    when: whenIn(occurrence, zone, person.language),
    place: text('LOCATION'),
    link: /^https?:\/\/\S+$/i.test(join) && join.length <= 500 ? join : '',
    isPrivate: object.class !== 'PUBLIC',
    address: link(dayLink(allDay || floating ? localStart : startsAt, allDay || floating ? 'UTC' : zone)),
  };
  return { personId: person.personId, objectId: object.id, recurrenceId, startsAt, endsAt, person, line };
}

function whenIn(
  { allDay, floating, localStart, localEnd, start, end }: Occurrence,
  zone: string,
  language: MailLanguage,
) {
  if (allDay) return daysText(localStart, localEnd, language);
  if (floating) return timesText(localStart, localEnd, 'UTC', language);
  const text = timesText(start, end, zone, language);
  return zone === stateZone ? text : `${text} (${zone})`;
}

function dayLink(at: number, timeZone: string): string {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return `/calendar?view=day&date=${date.format(at)}`;
}

async function tell(deps: ReminderDeps, tx: Transaction, rung: readonly Rung[], now: number): Promise<void> {
  const shown = rung.filter(({ isShown }) => isShown);
  await keepReminders(tx, shown, now);
  const told = [...Map.groupBy(shown, ({ personId }) => personId).values()].flatMap((list) =>
    list.length > mostSingly ? [gathered(list)] : list.map(single),
  );
  await deps.notifications.notify(tx, told);
  const mailed = rung.filter(({ isMailed }) => isMailed);
  for (const list of Map.groupBy(mailed, ({ personId }) => personId).values()) {
    const parts = list.length > mostSingly ? [list] : list.map((each) => [each]);
    for (const part of parts) await mail(deps, tx, part);
  }
}

function single({ personId, objectId, recurrenceId, line }: Rung): NewNotification {
  const { title, when, address } = line;
  const about = { personId, kind: reminderKind.name, subject: `reminder:${objectId}`, data: { title, when } };
  return { ...about, link: pathOf(address), key: `reminder ${objectId} ${recurrenceId ?? ''}` };
}

function gathered(list: readonly Rung[]): NewNotification {
  const titles = list.slice(0, mostSingly).map(({ line }) => line.title);
  const data = { count: list.length, title: `${titles.join(', ')} …` };
  const about = { personId: list[0]!.personId, kind: remindersKind.name, subject: 'reminders:all', data };
  return { ...about, link: '/calendar', key: 'reminders' };
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`;
}

async function mail({ mail: post, link }: ReminderDeps, tx: Transaction, list: readonly Rung[]): Promise<void> {
  const { personId, name, language, email, organisationId } = list[0]!.person;
  const to = parseMailAddress(email ?? '');
  if (to === null) return;
  const settings = link('/settings/notifications');
  const lines = list.map(({ line }) => line);
  await post.send(tx, { ...reminderMail({ name, language, settings }, lines), to, personId, organisationId });
}
