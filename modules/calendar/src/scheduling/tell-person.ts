import { allParts, methodOf, partsOf, partstatOf, type Calendar, type Part } from '@landescloud/icalendar';
import type { Transaction } from '@landescloud/platform/database';
import type { Party } from './parties.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';
import { answeredKind, cancelledKind, changedKind, invitedKind } from './scheduling-notifications.ts';
import { whenOf } from './when-of.ts';

interface Heard {
  readonly message: Calendar;
  readonly sender: string;
  readonly isNew: boolean;
  /** Of their own copy; null: they have none. */
  readonly eventId: number | null;
}

/** In the list of what has happened: gathered by meeting, so that ten answers are one line. */
export async function tellPerson(
  { notifications }: Pick<SchedulingDeps, 'notifications'>,
  tx: Transaction,
  { id: personId, language }: Party,
  { message, sender, isNew, eventId }: Heard,
): Promise<void> {
  const [part] = partsIn(message);
  const method = methodOf(message);
  if (part === undefined || method === '') return;
  const uid = part.line('uid')?.plain ?? '';
  const title = summaryOf(message);
  const attendee = part.lines('attendee').find((line) => line.value.toLowerCase() === sender);
  const speaker = method === 'REPLY' ? attendee : part.line('organizer');
  const by = { name: (speaker?.parameter('cn') ?? sender.replace(/^mailto:/, '')).slice(0, 200) };
  const kind =
    method === 'REPLY' ? answeredKind : method === 'CANCEL' ? cancelledKind : isNew ? invitedKind : changedKind;
  const data =
    method === 'REPLY'
      ? { title, answer: attendee === undefined ? '' : partstatOf(attendee), comment: commentIn(part) }
      : { title, when: whenOf(part, language) };
  const subject = `event:${uid}`.slice(0, 250);
  const link = linkTo(part, eventId);
  // What somebody says with their answer stands by itself.
  const gathered = 'comment' in data && data.comment !== '' ? {} : { key: `${kind.name} ${subject}` };
  await notifications.notify(tx, [{ personId, kind: kind.name, subject, data, link, by, ...gathered }]);
}

/** The event on its day, or that date of its series. */
function linkTo(part: Part, eventId: number | null): string {
  const day = /^(\d{4})(\d{2})(\d{2})/.exec(part.line('dtstart')?.plain ?? '');
  const date = day === null ? [] : [`date=${day.slice(1).join('-')}`];
  const at = part.moment('recurrence-id')?.key;
  const event = eventId === null ? [] : [`event=${eventId}`, ...(at === undefined ? [] : [`at=${at}`])];
  const query = [...date, ...event].join('&');
  return query === '' ? '/calendar' : `/calendar?${query}`;
}

const commentIn = (part: Part): string => (part.line('comment')?.plain ?? '').slice(0, 500);

function partsIn(message: Calendar): Part[] {
  const parts = partsOf(message);
  return parts === null ? [] : allParts(parts);
}

export function summaryOf(message: Calendar): string {
  const [part] = partsIn(message);
  const text = (part?.line('summary')?.plain ?? '').replaceAll(/\s+/g, ' ').trim();
  return text === '' ? '–' : text.slice(0, 200);
}
