import { instantOf } from '@landescloud/icalendar';
import { answerOf } from '../editing/present-event.ts';
import { mayWrite } from '../roles.ts';
import type { CalendarView, OccurrenceView } from '../views.ts';
import { usualZone } from '../zones.ts';

const day = 86_400_000;
const date = (local: number): string => new Date(local).toISOString().slice(0, 10);

function classificationOf(value: string): 'public' | 'private' | 'confidential' {
  return value === 'PUBLIC' ? 'public' : value === 'PRIVATE' ? 'private' : 'confidential';
}

function statusOf({ shown, busy }: OccurrenceView): 'confirmed' | 'tentative' | 'cancelled' {
  if (shown?.status === 'CANCELLED') return 'cancelled';
  return busy === 'tentative' || shown?.status === 'TENTATIVE' ? 'tentative' : 'confirmed';
}

/** An occurrence for views; `addresses`: of the calendar's owner, to know their answer; `roomDomain`: of those of rooms. */
export function presentOccurrence(
  each: OccurrenceView,
  calendar: CalendarView | undefined,
  addresses: readonly string[],
  roomDomain: string,
) {
  const { shown, allDay, floating, startsAt, endsAt } = each;
  const zone = floating ? usualZone() : null;
  const isOwners = shown?.organiser !== undefined && addresses.includes(shown.organiser.trim().toLowerCase());
  const partstat = addresses.map((address) => shown?.answers?.[address]).find((found) => found !== undefined);
  const status = statusOf(each);
  return {
    eventId: each.objectId,
    calendarId: each.calendarId,
    recurrenceId: each.recurrenceId,
    isSeries: each.recurrenceId !== null,
    title: shown?.summary ?? '',
    place: shown?.location ?? '',
    allDay,
    start: zone === null ? startsAt : instantOf(zone, startsAt),
    end: zone === null ? endsAt : instantOf(zone, endsAt),
    startDate: allDay ? date(startsAt) : null,
    endDate: allDay ? date(Math.max(startsAt, endsAt - day)) : null,
    status,
    isFree: each.busy === 'free' && status !== 'cancelled',
    classification: classificationOf(each.class),
    hasPeople: (shown?.attendees ?? 0) > 0,
    lacksRoom:
      isOwners &&
      Object.entries(shown?.answers ?? {}).some(
        ([address, answer]) => answer === 'DECLINED' && address.endsWith(`@${roomDomain}`),
      ),
    answer: isOwners || partstat === undefined ? null : answerOf(partstat),
    colour: null,
    categories: [...(shown?.categories ?? [])],
    link: shown?.url !== undefined && /^https?:\/\//i.test(shown.url) ? shown.url : '',
    mayEdit:
      shown !== null &&
      calendar !== undefined &&
      calendar.kind === 'calendar' &&
      mayWrite(calendar.role) &&
      (shown.organiser === undefined || isOwners),
  };
}
