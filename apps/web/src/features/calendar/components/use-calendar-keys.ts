import { useEffect, useRef, type RefObject } from 'react';
import { viewNames, type ViewName } from '../domain/views.ts';

interface CalendarKeysInput {
  readonly onNew: () => void;
  readonly onToday: () => void;
  readonly onView: (view: ViewName) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onQuick: () => void;
  readonly isBlocked: boolean;
}

/** Keys of the calendar: N new, T today, 1 to 8 the views, page keys forth and back, Q the line for plain words. */
export function useCalendarKeys(page: RefObject<HTMLElement | null>, input: CalendarKeysInput): void {
  const latest = useRef(input);
  latest.current = input;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { onNew, onToday, onView, onStep, onQuick, isBlocked } = latest.current;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const here = page.current;
      // The focus may be in the page, or on what holds it.
      const isElsewhere = target !== null && here?.contains(target) !== true && !target.contains(here);
      if (event.defaultPrevented || isBlocked || isElsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target?.closest('input:not([type=checkbox]), textarea, [role=dialog], [role=listbox], [role=menu]')) return;
      const key = event.key.toLowerCase();
      const view = viewNames[Number(key) - 1];
      const run =
        key === 'n'
          ? onNew
          : key === 't'
            ? onToday
            : key === 'q'
              ? onQuick
              : key === 'pagedown'
                ? () => onStep(1)
                : key === 'pageup'
                  ? () => onStep(-1)
                  : /^[1-8]$/.test(key) && view !== undefined
                    ? () => onView(view)
                    : null;
      if (run === null) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [page]);
}
