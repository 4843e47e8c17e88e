import { useSyncExternalStore } from 'react';

export interface ClipboardContent {
  readonly mode: 'copy' | 'move';
  readonly ids: ReadonlySet<number>;
  /** Where they were; null when from several folders. */
  readonly fromId: number | null;
}

let content: ClipboardContent | null = null;
const listeners = new Set<() => void>();

/** What Ctrl+C or Ctrl+X took; kept while one goes to another folder. */
export const clipboard = {
  get: () => content,
  set: (next: ClipboardContent | null) => {
    content = next;
    for (const listener of listeners) listener();
  },
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useClipboard = () => useSyncExternalStore(subscribe, clipboard.get);
