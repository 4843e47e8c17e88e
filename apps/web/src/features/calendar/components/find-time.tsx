import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Building2, Car, DoorOpen, House, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { usePerson } from '../../../session/session.ts';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Switch } from '../../../ui/switch.tsx';
import type { CalendarEvent, PresencePlace } from '../api/calendar-types.ts';
import { busyQuery, presenceQuery } from '../api/events.ts';
import { anyRoom, roomBookingsQuery, roomsQuery, type Room } from '../api/rooms.ts';
import { spanOfDraft, timesOf, type Draft } from '../domain/draft.ts';
import { findTimes } from '../domain/find-time.ts';
import { addDays } from '../domain/plain-date.ts';
import { busyOfRoom, isOpenFor } from '../domain/rooms.ts';
import { isWeekend } from '../domain/views.ts';
import { momentOf, wallOf } from '../domain/zones.ts';
import { briefDay, clock } from '../format.ts';
import { workEnd, workStart } from './calendar-settings.ts';
import { RoomFilters } from './room-filters.tsx';
import { withRoom } from './rooms-field.tsx';
import { usePresenceWords } from './use-presence-words.ts';

export const presenceIcons: Record<PresencePlace, LucideIcon> = { office: Building2, home: House, travel: Car };

interface FindTimeProps {
  readonly draft: Draft;
  /** The event that is edited; null: it is new. */
  readonly event: Pick<CalendarEvent, 'id' | 'uid'> | null;
  readonly onChange: (change: Partial<Draft>) => void;
}

const first = workStart - 60;
const last = workEnd + 60;
const minute = 60_000;

/** Everybody's busy times of the chosen day side by side, and proposals when all can. */
export function FindTime({ draft, event, onChange }: FindTimeProps) {
  const { t } = useLingui();
  const me = usePerson();
  const presenceWords = usePresenceWords();
  const { zone, startDate } = draft;
  const span = spanOfDraft(draft);
  const start = momentOf({ date: span.startDate, minutes: span.startMinutes }, zone);
  const length = Math.max(15 * minute, momentOf({ date: span.endDate, minutes: span.endMinutes }, zone) - start);
  const people = [
    { key: me.login, name: me.name, isOptional: false },
    ...draft.attendees.filter(({ kind }) => kind === 'person'),
  ];
  const dayStart = momentOf({ date: startDate, minutes: 0 }, zone);
  const horizon = momentOf({ date: addDays(startDate, 14), minutes: 0 }, zone);
  const logins = people.map(({ key }) => key);
  const { data = [], error } = useQuery(busyQuery(logins, dayStart, horizon, event?.uid ?? null));
  const { data: presence = [] } = useQuery(presenceQuery(startDate, startDate, logins));
  const chosenRooms = draft.attendees.filter(({ kind }) => kind === 'room');
  const [wantsRoom, setWantsRoom] = useState(false);
  const [search, setSearch] = useState({ ...anyRoom, capacity: Math.max(2, draft.attendees.length + 1) });
  const looksForRoom = wantsRoom && chosenRooms.length === 0;
  const { data: allRooms = [] } = useQuery({ ...roomsQuery(anyRoom), enabled: wantsRoom });
  const { data: fitting = [] } = useQuery({ ...roomsQuery(search), enabled: looksForRoom });
  // No larger than needed, and first those for which nobody has to be asked.
  const rooms = looksForRoom
    ? fitting.toSorted(
        (a, b) => Number(a.approval) - Number(b.approval) || (a.capacity ?? Infinity) - (b.capacity ?? Infinity),
      )
    : [];
  const roomKeys = looksForRoom ? rooms.map(({ key }) => key) : chosenRooms.map(({ key }) => key);
  const roomBookings = useQuery(roomBookingsQuery(roomKeys, dayStart, horizon));
  const bookings = roomBookings.data ?? [];
  const busyOf = (login: string) => data.find((one) => one.login === login)?.busy ?? [];
  const busyOfChosen = (key: string) => busyOfRoom({ key, bufferMinutes: 0 }, bookings, event?.id ?? null);
  const rows = [
    ...people.map((one) => ({ ...one, isRoom: false, busy: busyOf(one.key) })),
    ...chosenRooms.map((one) => ({ ...one, isRoom: true, busy: busyOfChosen(one.key) })),
  ];

  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'start' });
  }, []);
  const unknown = draft.attendees.filter(({ kind }) => kind === 'email' || kind === 'group');
  const unknownNames = unknown.map(({ name }) => name).join(', ');
  const now = Date.now();
  const windows = Array.from({ length: 14 }, (_, index) => addDays(startDate, index))
    .filter((day) => !isWeekend(day))
    .map((day) => ({
      start: Math.max(now, momentOf({ date: day, minutes: workStart }, zone)),
      end: momentOf({ date: day, minutes: workEnd }, zone),
    }));
  const proposals =
    data.length === 0 || (roomKeys.length > 0 && roomBookings.data === undefined)
      ? []
      : findTimes({
          people: rows,
          ...(looksForRoom ? { rooms: rooms.map((room) => asked(room)) } : {}),
          windows,
          length,
          step: 30 * minute,
          most: 6,
        });

  function asked(room: Room) {
    return {
      busy: busyOfRoom(room, bookings, event?.id ?? null),
      isOpenFor: (from: number, to: number) => {
        const begin = wallOf(from, zone).minutes;
        return isOpenFor(room, begin, begin + (to - from) / minute);
      },
    };
  }

  function choose(from: number, room: Room | undefined) {
    const [begin, end] = [wallOf(from, zone), wallOf(from + length, zone)];
    const times = timesOf({
      allDay: false,
      startDate: begin.date,
      startMinutes: begin.minutes,
      endDate: end.date,
      endMinutes: end.minutes,
    });
    onChange(room === undefined ? times : { ...times, ...withRoom(draft, room) });
  }

  const share = (ms: number) => {
    const minutes = (ms - dayStart) / minute;
    return Math.max(0, Math.min(1, (minutes - first) / (last - first))) * 100;
  };
  const strip = (from: number, to: number) => ({ left: `${share(from)}%`, width: `${share(to) - share(from)}%` });

  return (
    <section className="find-time" aria-labelledby="find-time-heading" ref={section}>
      <h3 id="find-time-heading">{briefDay(startDate)}</h3>
      {error !== null && <ErrorBanner error={error} />}
      <div className="find-time-rows">
        <div className="find-time-row" aria-hidden>
          <span />
          <div className="find-time-hours">
            {Array.from({ length: (last - first) / 60 }, (_, index) => (
              <span key={index}>{clock(first + index * 60).slice(0, 2)}</span>
            ))}
          </div>
        </div>
        {rows.map(({ key, name, isOptional, isRoom, busy: taken }) => {
          const place = isRoom ? undefined : presence.find(({ login }) => login === key)?.place;
          const Icon = place === undefined ? null : presenceIcons[place];
          const busy = taken.filter(({ start: from, end }) => share(end) > share(from));
          return (
            <div className="find-time-row" key={`${isRoom} ${key}`}>
              <span className="find-time-name">
                {isRoom && <DoorOpen aria-hidden className="find-time-room" />}
                <span className="truncate">{name}</span>
                {isOptional && <span className="muted">{t`optional`}</span>}
                {Icon !== null && place !== undefined && (
                  <span className="find-time-place">
                    <Icon aria-hidden />
                    <span className="visually-hidden">{presenceWords[place]}</span>
                  </span>
                )}
              </span>
              <div className="find-time-strip">
                {busy.map((one) => (
                  <span key={one.start} className="find-time-busy" style={strip(one.start, one.end)}>
                    <span className="visually-hidden">
                      {t`beschäftigt von ${clock(wallOf(one.start, zone).minutes)} bis ${clock(wallOf(one.end, zone).minutes)}`}
                    </span>
                  </span>
                ))}
                <span className="find-time-wish" style={strip(start, start + length)} aria-hidden />
              </div>
            </div>
          );
        })}
      </div>
      {unknown.length > 0 && (
        <p className="muted">
          <Trans>Wann {unknownNames} Zeit hat, ist hier nicht bekannt.</Trans>
        </p>
      )}
      {chosenRooms.length === 0 && (
        <Switch isSelected={wantsRoom} onChange={setWantsRoom}>
          <Trans>Mit einem freien Raum</Trans>
        </Switch>
      )}
      {looksForRoom && (
        <RoomFilters
          onlyRooms
          value={search}
          rooms={allRooms}
          onChange={(change) => setSearch({ ...search, ...change })}
        />
      )}
      <h4 id="find-time-proposals">
        <Trans>Vorschläge</Trans>
      </h4>
      {proposals.length === 0 ? (
        <p className="muted">
          <Trans>In den nächsten zwei Wochen gibt es in der Arbeitszeit keine Zeit, zu der alle können.</Trans>
        </p>
      ) : (
        <ul className="find-time-proposals" aria-labelledby="find-time-proposals">
          {proposals.map(({ start: from, without, room: at }) => {
            const wall = wallOf(from, zone);
            const room = at === null ? undefined : rooms[at];
            return (
              <li key={from}>
                <button
                  type="button"
                  className="find-time-proposal"
                  aria-pressed={from === start}
                  onClick={() => choose(from, room)}
                >
                  <strong>
                    {briefDay(wall.date)}, {clock(wall.minutes)}
                  </strong>
                  <span>
                    {without.length === 0
                      ? t`Alle können`
                      : t`${plural(without.length, { one: 'ohne #: optional', other: 'ohne #: optional' })}`}
                  </span>
                  {room !== undefined && <span className="truncate">{room.name}</span>}
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
