import { useEffect, useRef, useState, type PointerEvent } from 'react';

/** Minutes to which pointers are drawn. */
const step = 15;
const far = 4;

export interface StripDrag {
  readonly row: string;
  readonly from: number;
  readonly to: number;
}

interface StripDragInput {
  /** The first and last minute that a strip shows. */
  readonly first: number;
  readonly last: number;
  /** A length of time was drawn, or one point was pressed. */
  readonly onTake: (drag: StripDrag) => void;
}

/** Drawing a length of time along a row, with mouse or pen; fingers scroll, and press. */
export function useStripDrag({ first, last, onTake }: StripDragInput) {
  const [drag, setDrag] = useState<StripDrag | null>(null);
  const begun = useRef<{ readonly row: string; readonly x: number; readonly at: number } | null>(null);

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

  function minutesAt(event: PointerEvent): number {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    return first + share * (last - first);
  }

  function drawn(event: PointerEvent): StripDrag | null {
    const from = begun.current;
    if (from === null) return null;
    const [a, b] = [Math.min(from.at, minutesAt(event)), Math.max(from.at, minutesAt(event))];
    const start = Math.floor(a / step) * step;
    return { row: from.row, from: start, to: Math.max(start + step, Math.ceil(b / step) * step) };
  }

  const handlers = (row: string) => ({
    onPointerDown(event: PointerEvent) {
      const isFree = event.target === event.currentTarget;
      if (event.button !== 0 || !isFree) return;
      begun.current = { row, x: event.clientX, at: minutesAt(event) };
      if (event.pointerType !== 'touch') event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent) {
      const from = begun.current;
      if (from === null || event.pointerType === 'touch') return;
      if (drag === null && Math.abs(event.clientX - from.x) < far) return;
      setDrag(drawn(event));
    },
    onPointerUp(event: PointerEvent) {
      const from = begun.current;
      const taken = drag === null ? null : drawn(event);
      begun.current = null;
      setDrag(null);
      if (from === null) return;
      if (taken !== null) return onTake(taken);
      const start = Math.floor(from.at / 30) * 30;
      onTake({ row, from: start, to: start + 60 });
    },
    onPointerCancel() {
      begun.current = null;
      setDrag(null);
    },
  });

  return { drag, handlers };
}
