import { useEffect, useRef, type RefObject } from 'react';
import { viewNames, type ViewName } from '../domain/views.ts';

interface CalendarKeysInput {
  readonly onNew: () => void;
  readonly onToday: () => void;
  readonly onView: (view: ViewName) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onQuick: () => void;
  readonly onSearch: () => void;
  readonly onHelp: () => void;
  readonly onUndo: () => void;
  readonly isBlocked: boolean;
}

/** Keys of the calendar, as the keys dialog shows them. */
export function useCalendarKeys(page: RefObject<HTMLElement | null>, input: CalendarKeysInput): void {
  const latest = useRef(input);
  latest.current = input;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { isBlocked, onStep, onView } = latest.current;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const here = page.current;
      // The focus may be in the page, or on what holds it.
      const isElsewhere = target !== null && here?.contains(target) !== true && !target.contains(here);
      if (event.defaultPrevented || isBlocked || isElsewhere || event.altKey) return;
      if (target?.closest('input:not([type=checkbox]), textarea, [role=dialog], [role=listbox], [role=menu]')) return;
      const key = event.key.toLowerCase();
      const view = viewNames[Number(key) - 1];
      const { onNew, onToday, onQuick, onSearch, onHelp, onUndo } = latest.current;
      const plain: Readonly<Record<string, () => void>> = {
        n: onNew,
        t: onToday,
        q: onQuick,
        '/': onSearch,
        '?': onHelp,
        pagedown: () => onStep(1),
        pageup: () => onStep(-1),
      };
      const run =
        event.ctrlKey || event.metaKey
          ? key === 'z' && !event.shiftKey
            ? onUndo
            : undefined
          : /^[1-9]$/.test(key) && view !== undefined
            ? () => onView(view)
            : plain[key];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [page]);
}
