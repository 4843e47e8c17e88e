import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import type { Entry, Span } from '../domain/entry.ts';
import { addDays, daysBetween, type PlainDate } from '../domain/plain-date.ts';
import { carried } from '../domain/zones.ts';

/** What is being drawn, moved or made longer. */
export interface Drag {
  readonly kind: 'create' | 'move' | 'resize';
  readonly entry: Entry | null;
  readonly span: Span;
}

interface TimeDragInput {
  readonly columns: RefObject<HTMLElement | null>;
  readonly days: readonly PlainDate[];
  readonly entryOf: (key: string) => Entry | undefined;
  readonly onCreate: (span: Span) => void;
  readonly onMove: (entry: Entry, span: Span) => void;
}

/** Minutes to which pointers are drawn. */
const step = 15;
const far = 4;
/** How long a finger rests before it takes hold, in milliseconds. */
const rest = 450;

interface Begun {
  readonly x: number;
  readonly y: number;
  readonly pointer: number;
  readonly kind: Drag['kind'];
  readonly entry: Entry | null;
  readonly at: { readonly day: number; readonly minutes: number };
}

/** Drawing a new event, moving one and pulling its end. A finger has to rest first: until then it scrolls. */
export function useTimeDrag({ columns, days, entryOf, onCreate, onMove }: TimeDragInput) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const begun = useRef<Begun | null>(null);
  const justDragged = useRef(false);
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isHeld = useRef(false);
  const held = useRef({ x: 0, y: 0 });

  // What a finger holds must not scroll, nor open the browser's menu; React's own listeners could not prevent it.
  useEffect(() => {
    const root = columns.current;
    const keep = (event: Event) => {
      if (isHeld.current && event.cancelable) event.preventDefault();
      if (event.type === 'touchend' || event.type === 'touchcancel') isHeld.current = false;
    };
    const kinds = ['touchmove', 'touchend', 'touchcancel', 'contextmenu'] as const;
    for (const kind of kinds) root?.addEventListener(kind, keep, { passive: false });
    return () => {
      clearTimeout(resting.current);
      for (const kind of kinds) root?.removeEventListener(kind, keep);
    };
  }, [columns]);

  useEffect(() => {
    if (drag === null) return;
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      begun.current = null;
      setDrag(null);
    };
    window.addEventListener('keydown', cancel, true);
    return () => window.removeEventListener('keydown', cancel, true);
  }, [drag]);

  function place(event: { readonly clientX: number; readonly clientY: number }): Begun['at'] {
    const box = columns.current?.getBoundingClientRect();
    if (box === undefined) return { day: 0, minutes: 0 };
    const day = Math.floor(((event.clientX - box.left) / box.width) * days.length);
    const minutes = ((event.clientY - box.top) / box.height) * 1440;
    return { day: Math.max(0, Math.min(days.length - 1, day)), minutes: Math.max(0, Math.min(1440, minutes)) };
  }

  function spanOf(from: Begun, event: Pick<PointerEvent, 'clientX' | 'clientY'>): Span {
    const at = place(event);
    const date = days[at.day] ?? '';
    if (from.kind === 'create' || from.entry === null) {
      const first = Math.floor(from.at.minutes / step) * step;
      const second = at.minutes;
      const [start, end] =
        second >= first
          ? [first, Math.max(first + step, Math.ceil(second / step) * step)]
          : [Math.floor(second / step) * step, first + step];
      return timed(days[from.at.day] ?? date, start, days[from.at.day] ?? date, end);
    }
    const { entry } = from;
    const length = daysBetween(entry.startDate, entry.endDate) * 1440 + entry.endMinutes - entry.startMinutes;
    if (from.kind === 'resize') {
      const end = Math.round(at.minutes / step) * step;
      const total = Math.max(step, daysBetween(entry.startDate, date) * 1440 + end - entry.startMinutes);
      return timed(entry.startDate, entry.startMinutes, entry.startDate, entry.startMinutes + total);
    }
    const by = Math.round((at.minutes - from.at.minutes) / step) * step;
    const startDate = addDays(entry.startDate, at.day - from.at.day);
    return timed(startDate, entry.startMinutes + by, startDate, entry.startMinutes + by + length);
  }

  function onPointerDown(event: PointerEvent) {
    justDragged.current = false;
    if (event.button !== 0 || !event.isPrimary || !(event.target instanceof Element)) return;
    const key = event.target.closest<HTMLElement>('[data-key]')?.dataset['key'];
    const entry = key === undefined ? null : (entryOf(key) ?? null);
    if (entry !== null && !entry.mayEdit) return;
    const kind = entry === null ? 'create' : event.target.closest('[data-resize]') === null ? 'move' : 'resize';
    const from = {
      x: event.clientX,
      y: event.clientY,
      pointer: event.pointerId,
      kind,
      entry,
      at: place(event),
    } as const;
    if (event.pointerType !== 'touch') {
      begun.current = from;
      return;
    }
    const { clientX, clientY } = event;
    held.current = { x: clientX, y: clientY };
    resting.current = setTimeout(() => {
      begun.current = from;
      isHeld.current = true;
      navigator.vibrate?.(10);
      setDrag({ kind, entry, span: spanOf(from, { clientX, clientY }) });
    }, rest);
  }

  function onPointerMove(event: PointerEvent) {
    const from = begun.current;
    const { x, y } = held.current;
    if (from === null && Math.hypot(event.clientX - x, event.clientY - y) > 2 * far) clearTimeout(resting.current);
    if (from === null) return;
    if (drag === null && Math.hypot(event.clientX - from.x, event.clientY - from.y) < far) return;
    if (drag === null) columns.current?.setPointerCapture(from.pointer);
    setDrag({ kind: from.kind, entry: from.entry, span: spanOf(from, event) });
  }

  function onPointerUp(event: PointerEvent) {
    clearTimeout(resting.current);
    const from = begun.current;
    begun.current = null;
    if (from === null || drag === null) return;
    const span = spanOf(from, event);
    setDrag(null);
    justDragged.current = true;
    if (from.entry === null) onCreate(span);
    else if (!isSame(from.entry, span)) onMove(from.entry, span);
  }

  function onPointerCancel() {
    clearTimeout(resting.current);
    begun.current = null;
    setDrag(null);
  }

  return {
    drag,
    /** Whether the click that follows belongs to a drag. */
    wasDrag: () => justDragged.current,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel },
  };
}

function timed(startDate: PlainDate, startMinutes: number, endDate: PlainDate, endMinutes: number): Span {
  const [start, end] = [
    carried({ date: startDate, minutes: startMinutes }),
    carried({ date: endDate, minutes: endMinutes }),
  ];
  return {
    allDay: false,
    startDate: start.date,
    startMinutes: start.minutes,
    endDate: end.date,
    endMinutes: end.minutes,
  };
}

const isSame = (a: Span, b: Span): boolean =>
  a.startDate === b.startDate &&
  a.endDate === b.endDate &&
  a.startMinutes === b.startMinutes &&
  a.endMinutes === b.endMinutes;
