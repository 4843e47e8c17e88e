import { closeToast, showToast } from '../../../ui/toast-store.ts';

let last: (() => void) | null = null;

/** Says what was done and offers to take it back: by the message's button, or by Ctrl+Z. */
export function showUndo(title: string, label: string, run: () => void): void {
  const undo = () => {
    if (last === undo) last = null;
    closeToast(toast);
    run();
  };
  last = undo;
  const toast = showToast({ title, action: { label, onAction: undo } });
}

export function undoLast(): boolean {
  if (!last) return false;
  last();
  return true;
}
