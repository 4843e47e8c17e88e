import { useCallback, useSyncExternalStore } from 'react';
import type { SortKey, Sorting } from '../api/node-types.ts';

interface BrowserSettings {
  readonly layout: 'list' | 'tiles';
  readonly sorting: Sorting;
  readonly detailsOpen: boolean;
}

const storageKey = 'landescloud.files';
const standard: BrowserSettings = { layout: 'list', sorting: { key: 'name', descending: false }, detailsOpen: false };
const sortKeys: readonly SortKey[] = ['name', 'size', 'mtime', 'kind'];

let current = read();
const listeners = new Set<() => void>();

function read(): BrowserSettings {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<BrowserSettings>;
    const key = sortKeys.find((known) => known === kept.sorting?.key);
    return {
      layout: kept.layout === 'tiles' ? 'tiles' : 'list',
      sorting: key ? { key, descending: kept.sorting?.descending === true } : standard.sorting,
      detailsOpen: kept.detailsOpen === true,
    };
  } catch {
    return standard;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How this browser shows files: kept from visit to visit. */
export function useBrowserSettings(): [BrowserSettings, (change: Partial<BrowserSettings>) => void] {
  const settings = useSyncExternalStore(subscribe, () => current);
  const change = useCallback((changes: Partial<BrowserSettings>) => {
    current = { ...current, ...changes };
    localStorage.setItem(storageKey, JSON.stringify(current));
    for (const listener of listeners) listener();
  }, []);
  return [settings, change];
}

/** A click on a heading: the same once more turns it around; sizes and dates begin with the largest. */
export function nextSorting(sorting: Sorting, key: SortKey): Sorting {
  if (sorting.key === key) return { key, descending: !sorting.descending };
  return { key, descending: key === 'size' || key === 'mtime' };
}
