import { useRef, type KeyboardEvent } from 'react';
import type { OrganisationRow } from '../domain/organisation-tree.ts';
import { fold } from '../domain/fold.ts';

export interface TreeKeysInput {
  readonly rows: readonly OrganisationRow[];
  readonly current: number;
  readonly pageRows: () => number;
  readonly goTo: (index: number) => void;
  readonly onExpand: (keys: readonly string[], open: boolean) => void;
  readonly onOpen: (row: OrganisationRow) => void;
}

const typingPause = 700;

/** The keys of a tree grid (WAI-ARIA), `*` and typing the beginning of a name included. */
export function useTreeKeys({ rows, current, pageRows, goTo, onExpand, onOpen }: TreeKeysInput) {
  const typed = useRef({ text: '', at: 0 });
  return (event: KeyboardEvent<HTMLElement>) => {
    const row = rows[current];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = rows.length - 1;
    const to = (index: number) => goTo(Math.min(last, Math.max(0, index)));
    const parent = () => rows.findLastIndex((other, at) => at < current && other.level < row.level);
    const { key } = row.organisation;
    const keys: Record<string, () => void> = {
      ArrowDown: () => to(current + 1),
      ArrowUp: () => to(current - 1),
      PageDown: () => to(current + pageRows()),
      PageUp: () => to(current - pageRows()),
      Home: () => to(0),
      End: () => to(last),
      ArrowRight: () => (row.isOpen ? to(current + 1) : row.hasChildren && onExpand([key], true)),
      ArrowLeft: () => (row.isOpen ? onExpand([key], false) : parent() >= 0 && to(parent())),
      Enter: () => onOpen(row),
      ' ': () => onOpen(row),
      '*': () => onExpand(siblingsOf(rows, current), true),
    };
    const run = keys[event.key];
    if (run) {
      event.preventDefault();
      run();
    } else if (event.key.length === 1) {
      event.preventDefault();
      const now = Date.now();
      const text = (now - typed.current.at < typingPause ? typed.current.text : '') + event.key;
      typed.current = { text, at: now };
      const found = findFrom(rows, text, current + (text.length === 1 ? 1 : 0));
      if (found >= 0) to(found);
    }
  };
}

function siblingsOf(rows: readonly OrganisationRow[], current: number): string[] {
  const row = rows[current];
  return rows
    .filter(({ organisation, hasChildren }) => hasChildren && organisation.parentKey === row?.organisation.parentKey)
    .map(({ organisation }) => organisation.key);
}

function findFrom(rows: readonly OrganisationRow[], text: string, from: number): number {
  const beginning = fold(text);
  for (let step = 0; step < rows.length; step += 1) {
    const at = (from + step) % rows.length;
    if (fold(rows[at]?.organisation.name ?? '').startsWith(beginning)) return at;
  }
  return -1;
}
