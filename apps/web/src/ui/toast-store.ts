import type { Tone } from './banner.tsx';

export interface ToastInput {
  readonly title: string;
  readonly text?: string | undefined;
  /** Default 'success'. */
  readonly tone?: Tone | undefined;
  /** Offered as a button, for instance undo; such toasts stay 12 s instead of 6 s. */
  readonly action?: { readonly label: string; readonly onAction: () => void } | undefined;
  /** Milliseconds; null: until closed. Errors stay until closed. */
  readonly timeout?: number | null | undefined;
}

export interface ToastItem extends ToastInput {
  readonly id: number;
}

let items: readonly ToastItem[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly ToastItem[]): void {
  items = next;
  for (const listener of listeners) listener();
}

/** Shows a message at the edge and reads it aloud; answers its id for `closeToast`. */
export function showToast(toast: ToastInput): number {
  const id = nextId++;
  set([...items.slice(-3), { ...toast, id }]);
  return id;
}

export function closeToast(id: number): void {
  set(items.filter((item) => item.id !== id));
}

export const toastStore = {
  get: () => items,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
