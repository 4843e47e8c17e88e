import { useRef, type TouchEvent } from 'react';

/** As far as a finger goes to turn the page, in pixels, and as long as it may take. */
const far = 60;
const longest = 600;

/** A finger drawn to the side: forth and back. What scrolls to the side itself, and what is held and moved, stays. */
export function useSwipe(onStep: (by: 1 | -1) => void) {
  const begun = useRef<{ readonly x: number; readonly y: number; readonly at: number } | null>(null);
  return {
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches.item(0);
      const isOne = event.touches.length === 1;
      begun.current =
        isOne && !scrollsAside(event) ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp } : null;
    },
    onTouchEnd: (event: TouchEvent) => {
      const touch = event.changedTouches.item(0);
      const from = begun.current;
      begun.current = null;
      // What was held and moved has been prevented.
      if (from === null || event.defaultPrevented || event.timeStamp - from.at > longest) return;
      const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
      if (Math.abs(x) >= far && Math.abs(x) > 2 * Math.abs(y)) onStep(x < 0 ? 1 : -1);
    },
    onTouchCancel: () => {
      begun.current = null;
    },
  };
}

function scrollsAside({ target, currentTarget }: TouchEvent): boolean {
  for (let at = target instanceof Element ? target : null; at !== null && at !== currentTarget; at = at.parentElement)
    if (at.scrollWidth > at.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
  return false;
}
