import { useLingui } from '@lingui/react/macro';
import { classes } from '../../../ui/classes.ts';
import type { RoomBooking } from '../api/rooms.ts';
import type { Entry } from '../domain/entry.ts';
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import { momentOf, wallOf } from '../domain/zones.ts';
import { clock } from '../format.ts';

interface RoomBookingMarkProps {
  readonly booking: RoomBooking;
  readonly zone: string;
  readonly day: PlainDate;
  readonly percent: (minutes: number) => number;
  /** In one's own calendar. */
  readonly entry: Entry | undefined;
  readonly onOpen: (entry: Entry, element: HTMLElement) => void;
}

/** A booking in the row of its room; one's own opens. */
export function RoomBookingMark({ booking, zone, day, percent, entry, onOpen }: RoomBookingMarkProps) {
  const { t } = useLingui();
  const midnight = momentOf({ date: day, minutes: 0 }, zone);
  const [from, to] = [
    booking.start < midnight ? 0 : wallOf(booking.start, zone).minutes,
    booking.end >= momentOf({ date: addDays(day, 1), minutes: 0 }, zone) ? 1440 : wallOf(booking.end, zone).minutes,
  ];
  const [left, right] = [percent(from), percent(to)];
  const what = booking.title === null ? t`Schon gebucht` : booking.title === '' ? t`Ohne Titel` : booking.title;
  const time = `${clock(from)}–${to === 1440 ? '24:00' : clock(to)}`;
  const state = booking.isAsked ? t`vorgemerkt` : '';
  const shown = [what, booking.organizer].filter((part) => part !== null && part !== '').join(' · ');
  const sentence = [shown, time, state].filter((part) => part !== '').join(', ');
  const look = {
    className: classes(
      'room-booking',
      booking.isAsked && 'room-booking-asked',
      (entry !== undefined || booking.eventId !== null) && 'room-booking-own',
      right <= left && 'visually-hidden',
    ),
    style: { left: `${left}%`, width: `${right - left}%` },
    title: sentence,
  };
  const inside = (
    <>
      <span className="truncate" aria-hidden>
        {shown}
      </span>
      <span className="visually-hidden">{sentence}</span>
    </>
  );
  if (entry === undefined) return <span {...look}>{inside}</span>;
  return (
    <button type="button" {...look} onClick={(event) => onOpen(entry, event.currentTarget)}>
      {inside}
    </button>
  );
}
