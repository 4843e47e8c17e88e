import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CalendarPlus, DoorOpen, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { anyRoom, roomBookingsQuery, roomsQuery, type Room, type RoomBooking } from '../api/rooms.ts';
import { RoomFacts } from '../components/room-facts.tsx';
import { RoomFilters } from '../components/room-filters.tsx';
import { useIsPhone } from '../components/use-is-phone.ts';
import { minutesOf } from '../domain/draft.ts';
import type { Entry, Span } from '../domain/entry.ts';
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import { whereIsRoom } from '../domain/rooms.ts';
import { carried, momentOf, type Wall } from '../domain/zones.ts';
import { clock, fullDay } from '../format.ts';
import { useStripDrag } from '../grid/use-strip-drag.ts';
import { RoomBookingMark } from './room-booking-mark.tsx';
import '../rooms.css';

interface RoomViewProps {
  readonly day: PlainDate;
  readonly now: Wall;
  readonly zone: string;
  /** One's own events of the day. */
  readonly entries: readonly Entry[];
  readonly onOpen: (entry: Entry, element: HTMLElement) => void;
  readonly onBook: (room: Room, span: Span) => void;
}

const [first, last] = [7 * 60, 20 * 60];
const hours = Array.from({ length: (last - first) / 60 }, (_, index) => first / 60 + index);
const percent = (minutes: number): number => Math.max(0, Math.min(1, (minutes - first) / (last - first))) * 100;

/** Rooms as rows over the hours of a day: when they are booked, and by a drag or a button booked. */
export function RoomView({ day, now, zone, entries, onOpen, onBook }: RoomViewProps) {
  const { t } = useLingui();
  const isPhone = useIsPhone();
  const [search, setSearch] = useState(anyRoom);
  const [free, setFree] = useState({ from: '', to: '' });
  const [filtering, setFiltering] = useState(false);
  const text = useDebounced(search.text.trim(), 120);
  const at = (minutes: number) => momentOf({ date: day, minutes }, zone);
  const range =
    free.from !== '' && free.to > free.from ? { from: at(minutesOf(free.from)), to: at(minutesOf(free.to)) } : null;
  const { data: found, error, refetch } = useQuery(roomsQuery({ ...search, text, range }));
  const { data: all = [] } = useQuery(roomsQuery({ ...anyRoom, kind: search.kind }));
  const rooms = range === null ? found : found?.filter(({ refusal }) => refusal === null);
  const keys = rooms?.map(({ key }) => key) ?? [];
  const start = at(0);
  const end = momentOf({ date: addDays(day, 1), minutes: 0 }, zone);
  const { data: bookings = [], error: bookingsError } = useQuery({
    ...roomBookingsQuery(keys, start, end),
    // Nobody tells of what others book.
    refetchInterval: 8_000,
  });
  const spanOf = (from: number, to: number): Span => {
    const until = carried({ date: day, minutes: to });
    return { allDay: false, startDate: day, startMinutes: from, endDate: until.date, endMinutes: until.minutes };
  };
  const { drag, handlers } = useStripDrag({
    first,
    last,
    onTake: ({ row, from, to }) => {
      const room = rooms?.find(({ key }) => key === row);
      if (room !== undefined) onBook(room, spanOf(from, to));
    },
  });
  const usual = (): Span => {
    if (free.from !== '' && free.to > free.from) return spanOf(minutesOf(free.from), minutesOf(free.to));
    const next = day === now.date ? Math.min(22 * 60, (Math.floor(now.minutes / 60) + 1) * 60) : 9 * 60;
    return spanOf(next, next + 60);
  };
  const filters = (
    <div className="room-view-filters">
      <RoomFilters value={search} rooms={all} onChange={(change) => setSearch({ ...search, ...change })} />
      <div className="room-view-times" role="group" aria-label={t`Frei zu einer Zeit`}>
        <TextField label={t`Frei ab`} type="time" value={free.from} onChange={(from) => setFree({ ...free, from })} />
        <TextField label={t`Frei bis`} type="time" value={free.to} onChange={(to) => setFree({ ...free, to })} />
      </div>
    </div>
  );
  return (
    <div className="room-view">
      {isPhone ? (
        <div>
          <Button
            size="small"
            icon={SlidersHorizontal}
            aria-expanded={filtering}
            onPress={() => setFiltering(!filtering)}
          >
            <Trans>Räume filtern</Trans>
          </Button>
        </div>
      ) : (
        filters
      )}
      {isPhone && filtering && filters}
      {(error ?? bookingsError) !== null && (
        <ErrorBanner error={error ?? bookingsError} onRetry={() => void refetch()} />
      )}
      {rooms === undefined && error === null && <Loading />}
      {rooms?.length === 0 && (
        <EmptyState icon={DoorOpen} title={t`Kein Raum gefunden.`}>
          {all.length === 0 ? (
            <Trans>Hier stehen Räume und Geräte, die Sie buchen dürfen. Anlegen kann sie Ihre Verwaltung.</Trans>
          ) : (
            <Trans>Verlangen Sie weniger Plätze oder Ausstattung, oder wählen Sie eine andere Zeit.</Trans>
          )}
        </EmptyState>
      )}
      {rooms !== undefined && rooms.length > 0 && (
        // Wider than a phone: the arrow keys move it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="room-scroll" role="region" aria-label={t`Raumplan`} tabIndex={0}>
          <table className="room-table">
            <caption className="visually-hidden">
              <Trans>Welcher Raum wann gebucht ist: {fullDay(day)}</Trans>
            </caption>
            <thead>
              <tr>
                <th scope="col">
                  {search.kind === 'room' ? <Trans>Besprechungsraum</Trans> : <Trans>Gerät oder Fahrzeug</Trans>}
                </th>
                <th scope="col">
                  <span className="visually-hidden">
                    <Trans>Belegung</Trans>
                  </span>
                  <span className="room-hours" aria-hidden>
                    {hours.map((hour) => (
                      <span key={hour}>{hour}</span>
                    ))}
                  </span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rooms.map((room) => (
                <tr key={room.key}>
                  <th scope="row">
                    <div className="room-head">
                      <span className="room-head-text">
                        <strong className="truncate">{room.name}</strong>
                        <span className="muted truncate">{whereIsRoom(room)}</span>
                        <RoomFacts room={room} />
                      </span>
                      <IconButton
                        icon={CalendarPlus}
                        size="small"
                        label={t`${room.name} buchen`}
                        onPress={() => onBook(room, usual())}
                      />
                    </div>
                  </th>
                  <td>
                    <div className="room-strip" {...handlers(room.key)}>
                      <Closed room={room} />
                      {bookingsOf(room, bookings).map((booking) => (
                        <RoomBookingMark
                          key={`${booking.start} ${booking.end}`}
                          booking={booking}
                          zone={zone}
                          day={day}
                          percent={percent}
                          entry={entries.find(
                            ({ eventId, recurrenceId }) =>
                              eventId === booking.eventId && recurrenceId === booking.recurrenceId,
                          )}
                          onOpen={onOpen}
                        />
                      ))}
                      {drag?.row === room.key && (
                        <span
                          className="room-drag"
                          aria-hidden
                          style={{ left: `${percent(drag.from)}%`, width: `${percent(drag.to) - percent(drag.from)}%` }}
                        >
                          {clock(drag.from)}–{clock(drag.to)}
                        </span>
                      )}
                      {day === now.date && now.minutes > first && now.minutes < last && (
                        <span className="room-now" aria-hidden style={{ left: `${percent(now.minutes)}%` }} />
                      )}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

const bookingsOf = ({ key }: Room, bookings: readonly RoomBooking[]): RoomBooking[] =>
  bookings.filter(({ room }) => room === key);

/** When it cannot be booked at all. */
function Closed({ room: { opensAt, closesAt } }: { readonly room: Room }) {
  const [from, to] = [percent(opensAt ?? first), percent(closesAt ?? last)];
  return (
    <>
      {from > 0 && <span className="room-closed" aria-hidden style={{ left: 0, width: `${from}%` }} />}
      {to < 100 && <span className="room-closed" aria-hidden style={{ left: `${to}%`, right: 0 }} />}
    </>
  );
}
