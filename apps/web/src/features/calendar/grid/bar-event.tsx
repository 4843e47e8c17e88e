import type { CSSProperties } from 'react';
import type { Entry } from '../domain/entry.ts';
import { isBar } from '../domain/lay-out-day.ts';
import type { Lane } from '../domain/lay-out-weeks.ts';
import { clock } from '../format.ts';
import { colourStyle, eventClass } from './event-look.ts';
import { EventSigns } from './time-event.tsx';
import { useEntryText } from './use-entry-text.ts';

interface BarEventProps {
  readonly lane: Lane<Entry>;
  /** The number of the day in the view. */
  readonly day: number;
  readonly isDragged?: boolean;
  readonly style?: CSSProperties;
  readonly onOpen: (entry: Entry, beside: HTMLElement) => void;
}

/** An event in a row of days: a bar over its days, or a line with its time. */
export function BarEvent({ lane, day, isDragged = false, style = {}, onOpen }: BarEventProps) {
  const { titleOf, sentenceOf } = useEntryText();
  const { entry, isStart, isEnd } = lane;
  const isLine = !isBar(entry);
  return (
    <button
      type="button"
      className={eventClass(
        entry,
        isLine ? 'line-event' : 'bar-event',
        !isStart && 'bar-event-goes-before',
        !isEnd && 'bar-event-goes-on',
        isDragged && 'event-dragged',
      )}
      style={{
        ...colourStyle(entry.colour),
        gridColumn: `${lane.firstDay + 1} / span ${lane.days}`,
        gridRow: lane.lane + 1,
        ...style,
      }}
      tabIndex={-1}
      data-day={day}
      data-order={lane.lane + 1}
      data-key={entry.key}
      onClick={(event) => onOpen(entry, event.currentTarget)}
    >
      <span className="visually-hidden">{sentenceOf(entry)}</span>
      {isLine && (
        <span className="event-time" aria-hidden>
          {clock(entry.startMinutes)}
        </span>
      )}
      <span className="event-title" aria-hidden>
        {titleOf(entry)}
      </span>
      <EventSigns entry={entry} />
    </button>
  );
}
