import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { anyRoom, roomsQuery, type Room } from '../api/rooms.ts';
import type { Recurrence } from '../domain/recurrence.ts';
import { refusalOfSeries, whereIsRoom } from '../domain/rooms.ts';
import { ownZone, wallOf } from '../domain/zones.ts';
import { RoomFacts } from './room-facts.tsx';
import { RoomFilters } from './room-filters.tsx';
import { refusalWords } from './room-words.ts';

interface RoomFinderProps {
  readonly range: { readonly from: number; readonly to: number };
  readonly uid: string | null;
  readonly recurrence: Recurrence | null;
  /** How many come: so many should fit. */
  readonly people: number;
  /** Keys of those that are chosen. */
  readonly taken: readonly string[];
  readonly onChoose: (room: Room) => void;
}

/** Which room is free at the time of the event, by what one needs. */
export function RoomFinder({ range, uid, recurrence, people, taken, onChoose }: RoomFinderProps) {
  const { t } = useLingui();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'start' });
  }, []);
  const [search, setSearch] = useState({ ...anyRoom, capacity: people > 1 ? people : 0 });
  const text = useDebounced(search.text.trim(), 120);
  const { data, error } = useQuery(roomsQuery({ ...search, text, range, except: uid }));
  const { data: all = [] } = useQuery(roomsQuery({ ...anyRoom, kind: search.kind }));
  const today = wallOf(Date.now(), ownZone()).date;
  const shown = data
    ?.filter(({ key }) => !taken.includes(key))
    .map((room) => ({ ...room, refusal: room.refusal ?? refusalOfSeries(room, recurrence, today) }));
  const isEndless = recurrence !== null && recurrence.until === undefined && recurrence.count === undefined;
  return (
    <section className="room-finder" ref={section} aria-label={t`Raum oder Gerät suchen`}>
      <RoomFilters value={search} rooms={all} onChange={(change) => setSearch({ ...search, ...change })} />
      {error !== null && <ErrorBanner error={error} />}
      {isEndless && (
        <p>
          <Trans>Für eine Serie ohne Ende lässt sich nichts buchen. Sagen Sie, wann sie endet.</Trans>
        </p>
      )}
      {recurrence !== null && !isEndless && (
        <p className="muted">
          <Trans>Gezeigt wird der erste Termin der Serie. Einzelne Termine, die belegt sind, sagt der Raum ab.</Trans>
        </p>
      )}
      {shown === undefined && error === null && <Loading />}
      {shown?.length === 0 && (
        <p className="muted">
          <Trans>Nichts gefunden. Verlangen Sie weniger Plätze oder Ausstattung.</Trans>
        </p>
      )}
      {shown !== undefined && shown.length > 0 && (
        <ul className="room-choices" aria-label={t`Gefundene Räume und Geräte`}>
          {shown.map((room) => (
            <li key={room.key}>
              <button
                type="button"
                className="room-choice"
                aria-disabled={room.refusal !== null}
                onClick={() => room.refusal === null && onChoose(room)}
              >
                <span className="room-choice-name">
                  <strong>{room.name}</strong>
                  <span className={room.refusal === null ? 'room-state room-state-free' : 'room-state room-state-no'}>
                    {room.refusal !== null
                      ? t(refusalWords[room.refusal])
                      : room.approval
                        ? t`frei, mit Zustimmung`
                        : t`frei`}
                  </span>
                </span>
                <span className="muted truncate">{whereIsRoom(room)}</span>
                <RoomFacts room={room} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
