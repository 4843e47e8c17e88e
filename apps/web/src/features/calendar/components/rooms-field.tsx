import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { DoorOpen, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { anyRoom, roomsQuery, type Room } from '../api/rooms.ts';
import { spanOfDraft, type Draft, type DraftAttendee } from '../domain/draft.ts';
import { addDays } from '../domain/plain-date.ts';
import { attendeeOfRoom, placeOfRoom, refusalOfSeries } from '../domain/rooms.ts';
import { momentOf, ownZone, wallOf } from '../domain/zones.ts';
import { RoomFinder } from './room-finder.tsx';
import { refusalWords } from './room-words.ts';
import '../rooms.css';

interface RoomsFieldProps {
  readonly draft: Draft;
  /** Of the event that is edited; null: it is new. */
  readonly uid: string | null;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** From when to when an event takes a room. */
export function rangeOfDraft(draft: Draft): { from: number; to: number } {
  const { allDay, startDate, startMinutes, endDate, endMinutes } = spanOfDraft(draft);
  const from = momentOf({ date: startDate, minutes: startMinutes }, draft.zone);
  const end = allDay ? { date: addDays(endDate, 1), minutes: 0 } : { date: endDate, minutes: endMinutes };
  return { from, to: Math.max(from + 60_000, momentOf(end, draft.zone)) };
}

/** The place becomes the room's as long as nobody wrote another. */
export function withRoom(
  draft: Draft,
  room: Pick<Room, 'key' | 'name' | 'building' | 'floor' | 'kind'>,
): Partial<Draft> {
  const attendees = [...draft.attendees, attendeeOfRoom(room)];
  return room.kind === 'room' && draft.place.trim() === '' ? { attendees, place: placeOfRoom(room) } : { attendees };
}

export function withoutRoom(draft: Draft, taken: DraftAttendee, room: Room | undefined): Partial<Draft> {
  const attendees = draft.attendees.filter((each) => each !== taken);
  return room !== undefined && draft.place === placeOfRoom(room) ? { attendees, place: '' } : { attendees };
}

/** Rooms and things that the event takes, and whether they would. */
export function RoomsField({ draft, uid, onChange }: RoomsFieldProps) {
  const { t } = useLingui();
  const [isFinding, setFinding] = useState(false);
  const chosen = draft.attendees.filter(({ kind }) => kind === 'room');
  const range = rangeOfDraft(draft);
  const { data: rooms = [] } = useQuery({
    ...roomsQuery({ ...anyRoom, range, except: uid }),
    enabled: chosen.length > 0,
  });
  const { data: things = [] } = useQuery({
    ...roomsQuery({ ...anyRoom, kind: 'thing', range, except: uid }),
    enabled: chosen.length > 0,
  });
  const known = new Map([...rooms, ...things].map((room) => [room.key, room]));
  return (
    <div className="stack rooms-field">
      {chosen.length > 0 && (
        <ul className="chosen-rooms" aria-label={t`Räume und Geräte`}>
          {chosen.map((one) => {
            const room = known.get(one.key);
            return (
              <li key={one.key}>
                <DoorOpen aria-hidden />
                <span className="truncate">{one.name}</span>
                <RoomState room={room} recurrence={draft.recurrence} />
                <IconButton
                  icon={X}
                  size="small"
                  tooltip={false}
                  label={t`${one.name} entfernen`}
                  onPress={() => onChange(withoutRoom(draft, one, room))}
                />
              </li>
            );
          })}
        </ul>
      )}
      <div>
        <Button size="small" icon={DoorOpen} aria-expanded={isFinding} onPress={() => setFinding(!isFinding)}>
          {isFinding ? <Trans>Raumsuche schließen</Trans> : <Trans>Raum oder Gerät suchen</Trans>}
        </Button>
      </div>
      {isFinding && (
        <RoomFinder
          range={range}
          uid={uid}
          recurrence={draft.recurrence}
          people={draft.attendees.filter(({ kind }) => kind !== 'room').length + 1}
          taken={chosen.map(({ key }) => key)}
          onChoose={(room) => {
            onChange(withRoom(draft, room));
            setFinding(false);
          }}
        />
      )}
    </div>
  );
}

interface RoomStateProps {
  readonly room: Room | undefined;
  readonly recurrence: Draft['recurrence'];
}

function RoomState({ room, recurrence }: RoomStateProps) {
  const { t } = useLingui();
  if (room === undefined || room.free === null) return null;
  const refusal = room.refusal ?? refusalOfSeries(room, recurrence, wallOf(Date.now(), ownZone()).date);
  if (refusal !== null) return <span className="room-state room-state-no">{t(refusalWords[refusal])}</span>;
  return <span className="room-state room-state-free">{room.approval ? t`frei, mit Zustimmung` : t`frei`}</span>;
}
