import { Part, attendeeOf, objectOf, occurrences, partstatOf, type Calendar } from '@landescloud/icalendar';

export interface GuestDate {
  /** null: the meeting is no series. */
  readonly recurrenceId: string | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly answer: string;
}

const most = 30;
const ahead = 20 * 366 * 86_400_000;

/** What is still to come, with what they have answered to each. */
export function datesOf(view: Calendar, address: string, now: number): GuestDate[] {
  const object = objectOf(view);
  return occurrences(object, { from: now, to: now + ahead, most }).map(({ recurrenceId, start, end, component }) => {
    const mine = attendeeOf(Part.from(component, object.zones), `mailto:${address}`);
    return {
      recurrenceId,
      startsAt: start,
      endsAt: end,
      answer: mine === undefined ? 'NEEDS-ACTION' : partstatOf(mine),
    };
  });
}
