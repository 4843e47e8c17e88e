import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EntrySource, GridEntry } from '../domain/entry-source.ts';
import {
  nothingSelected,
  retain,
  selectAll,
  selectOnly,
  selectRange,
  toggle,
  type Selection,
} from '../domain/selection.ts';

export interface GridControl {
  readonly selection: Selection;
  readonly focused: number;
  readonly select: (selection: Selection) => void;
  readonly clear: () => void;
  readonly setFocused: (index: number) => void;
  readonly toggleAt: (index: number) => void;
  readonly onlyAt: (index: number) => void;
  readonly extendTo: (index: number, add: boolean) => Promise<void>;
  readonly everything: () => Promise<void>;
}

/** Focus and selection of one list; `identity` changes when another list is shown. */
export function useGridState<T extends GridEntry>(source: EntrySource<T>, identity: string): GridControl {
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const [focused, setFocusedIndex] = useState(0);
  const focusedId = useRef<number | null>(null);
  const latest = useRef({ source, selection, focused });
  latest.current = { source, selection, focused };

  const shown = useRef(identity);
  if (shown.current !== identity) {
    shown.current = identity;
    focusedId.current = null;
    setSelection(nothingSelected);
    setFocusedIndex(0);
  }

  // The focus stays with its entry when others come and go above it.
  useEffect(() => {
    const id = focusedId.current;
    if (source.total === null) return;
    if (id !== null && source.at(focused)?.id !== id) {
      const index = source.indexOf(id);
      if (index >= 0) setFocusedIndex(index);
      else focusedId.current = source.at(focused)?.id ?? null;
    }
    if (focused >= source.total && source.total > 0) setFocusedIndex(source.total - 1);
  }, [source, focused]);

  const setFocused = useCallback((index: number) => {
    focusedId.current = latest.current.source.at(index)?.id ?? null;
    setFocusedIndex(index);
  }, []);

  const toggleAt = useCallback((index: number) => {
    const entry = latest.current.source.at(index);
    if (entry) setSelection((before) => toggle(before, entry.id));
  }, []);

  const onlyAt = useCallback((index: number) => {
    const entry = latest.current.source.at(index);
    if (entry) setSelection(selectOnly(entry.id));
  }, []);

  const extendTo = useCallback(async (index: number, add: boolean) => {
    const { source: list, selection: before, focused: from } = latest.current;
    const ids = await idsBetween(list, before.anchor, from, index);
    setSelection((now) => selectRange(now, ids, add));
  }, []);

  const everything = useCallback(async () => {
    const ids = await latest.current.source.allIds();
    setSelection(selectAll(ids));
  }, []);

  const clear = useCallback(() => setSelection(nothingSelected), []);

  // What someone else removed is not selected any more; only a list that is whole can tell.
  useEffect(() => {
    const { total } = source;
    if (total === null || total > 200 || selection.ids.size === 0) return;
    const present = new Set<number>();
    for (let index = 0; index < total; index += 1) {
      const entry = source.at(index);
      if (!entry) return;
      present.add(entry.id);
    }
    setSelection((now) => retain(now, (id) => !present.has(id)));
  }, [source, selection]);

  return useMemo(
    () => ({ selection, focused, select: setSelection, clear, setFocused, toggleAt, onlyAt, extendTo, everything }),
    [selection, focused, clear, setFocused, toggleAt, onlyAt, extendTo, everything],
  );
}

async function idsBetween(
  source: EntrySource<GridEntry>,
  anchor: number | null,
  focused: number,
  lead: number,
): Promise<readonly number[]> {
  const from = anchor === null ? focused : source.indexOf(anchor);
  if (from >= 0) {
    const ids = loadedIds(source, from, lead);
    if (ids) return ids;
  }
  const all = await source.allIds();
  const start = anchor === null ? focused : Math.max(0, all.indexOf(anchor));
  return start <= lead ? all.slice(start, lead + 1) : all.slice(lead, start + 1).toReversed();
}

function loadedIds(source: EntrySource<GridEntry>, from: number, to: number): number[] | null {
  const ids: number[] = [];
  const step = from <= to ? 1 : -1;
  for (let index = from; index !== to + step; index += step) {
    const entry = source.at(index);
    if (!entry) return null;
    ids.push(entry.id);
  }
  return ids;
}
