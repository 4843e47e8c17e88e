import { Lock, Repeat, Users, TriangleAlert } from 'lucide-react';
import type { Entry } from '../domain/entry.ts';
import type { Placed } from '../domain/lay-out-day.ts';
import { clock } from '../format.ts';
import { colourStyle, eventClass } from './event-look.ts';
import { useEntryText } from './use-entry-text.ts';

interface TimeEventProps {
  readonly placed: Placed<Entry>;
  readonly day: number;
  readonly order: number;
  readonly isDragged: boolean;
  readonly onOpen: (entry: Entry, beside: HTMLElement) => void;
}

/** An event among the hours of its day. */
export function TimeEvent({ placed, day, order, isDragged, onOpen }: TimeEventProps) {
  const { titleOf, sentenceOf } = useEntryText();
  const { entry, from, to, column, columns, width, isEnd } = placed;
  const length = Math.max(25, to - from);
  return (
    <button
      type="button"
      className={eventClass(entry, 'time-event', length < 45 && 'time-event-short', isDragged && 'event-dragged')}
      style={{
        ...colourStyle(entry.colour),
        top: `${(from / 1440) * 100}%`,
        height: `${(length / 1440) * 100}%`,
        left: `${(column / columns) * 100}%`,
        width: `${(width / columns) * 100}%`,
      }}
      tabIndex={-1}
      data-day={day}
      data-order={order}
      data-key={entry.key}
      onClick={(event) => onOpen(entry, event.currentTarget)}
    >
      <span className="visually-hidden">{sentenceOf(entry)}</span>
      <span className="event-title" aria-hidden>
        {titleOf(entry)}
      </span>
      <span className="event-time" aria-hidden>
        {clock(entry.startMinutes)}–{clock(entry.endMinutes)}
        {entry.place !== '' && <span className="event-place"> · {entry.place}</span>}
      </span>
      <EventSigns entry={entry} />
      {entry.mayEdit && isEnd && <span className="event-resize" data-resize aria-hidden />}
    </button>
  );
}

/** Small signs: part of a series, with others, private. */
export function EventSigns({ entry }: { readonly entry: Entry }) {
  if (!entry.isSeries && !entry.hasPeople && !entry.isPrivate && !entry.lacksRoom) return null;
  return (
    <span className="event-signs" aria-hidden>
      {entry.lacksRoom && <TriangleAlert className="event-sign-warning" />}
      {entry.isPrivate && <Lock />}
      {entry.hasPeople && <Users />}
      {entry.isSeries && <Repeat />}
    </span>
  );
}
