import { useCallback, type KeyboardEvent, type RefObject } from 'react';

interface GridKeysInput {
  /** How many days further down is below: 7 in a month; 0 where a day has nothing below. */
  readonly daysARow: number;
  readonly onBeyond: (by: 1 | -1) => void;
  readonly onRemove: (key: string) => void;
  readonly onNew: (day: string) => void;
}

const cells = (grid: HTMLElement, day: number): HTMLElement[] =>
  [...grid.querySelectorAll<HTMLElement>(`[data-day="${day}"]`)].toSorted(
    (a, b) => Number(a.dataset['order']) - Number(b.dataset['order']),
  );

/**
 * Arrows walk through days and their events; the heads of days carry `data-day` and `data-date`, events also `data-key`.
 * Of all of them one is reached by Tab.
 */
export function useGridKeys(grid: RefObject<HTMLElement | null>, input: GridKeysInput) {
  const { daysARow, onBeyond, onRemove, onNew } = input;
  return useCallback(
    (event: KeyboardEvent) => {
      const from = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-day]') : null;
      const root = grid.current;
      if (from === null || root === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const day = Number(from.dataset['day']);
      const here = cells(root, day);
      const at = here.indexOf(from);
      const go = (target: HTMLElement | undefined) => {
        event.preventDefault();
        target?.focus();
        target?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      };
      const beside = (by: 1 | -1) => {
        const there = cells(root, day + by);
        if (there.length === 0) {
          event.preventDefault();
          onBeyond(by);
          return;
        }
        go(at === 0 ? there[0] : (nearest(there.slice(1), from) ?? there[0]));
      };
      switch (event.key) {
        case 'ArrowDown':
          return go(here[at + 1] ?? (daysARow > 0 ? cells(root, day + daysARow)[0] : undefined));
        case 'ArrowUp':
          return go(here[at - 1] ?? (daysARow > 0 ? cells(root, day - daysARow)[0] : undefined));
        case 'ArrowRight':
          return beside(1);
        case 'ArrowLeft':
          return beside(-1);
        case 'Delete':
        case 'Backspace': {
          const { key } = from.dataset;
          if (key === undefined) return;
          event.preventDefault();
          return onRemove(key);
        }
        case 'n':
        case 'N': {
          const { date } = here[0]?.dataset ?? {};
          if (date === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          return onNew(date);
        }
      }
    },
    [grid, daysARow, onBeyond, onRemove, onNew],
  );
}

function nearest(candidates: readonly HTMLElement[], to: HTMLElement): HTMLElement | undefined {
  const top = to.getBoundingClientRect().top;
  const distance = (element: HTMLElement) => Math.abs(element.getBoundingClientRect().top - top);
  return candidates.toSorted((a, b) => distance(a) - distance(b))[0];
}
