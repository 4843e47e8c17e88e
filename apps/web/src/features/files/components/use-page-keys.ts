import { useEffect, useRef, type RefObject } from 'react';
import { readDrop, readFileList, type DroppedTree } from '../domain/drop-tree.ts';
import type { NodeAction } from './node-menu.ts';

interface PageKeysInput {
  readonly run: (action: NodeAction | 'parent' | 'undo') => void;
  readonly onFiles: (tree: Promise<DroppedTree> | DroppedTree) => void;
}

/** Keys that work wherever on the page the focus is, and pasting of nodes and of files from other programs. */
export function usePageKeys(page: RefObject<HTMLElement | null>, input: PageKeysInput): void {
  const latest = useRef(input);
  latest.current = input;

  useEffect(() => {
    const elsewhere = (target: EventTarget | null) => {
      const element = target instanceof HTMLElement ? target : null;
      if (
        element?.closest('input:not([type=checkbox]), textarea, [contenteditable], [role=dialog], [role=alertdialog]')
      )
        return true;
      return element !== null && element !== document.body && !page.current?.contains(element);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || elsewhere(event.target)) return;
      const control = event.ctrlKey || event.metaKey;
      const action =
        (event.key === 'Backspace' && !control) || (event.altKey && event.key === 'ArrowUp')
          ? 'parent'
          : event.altKey && event.code === 'KeyN'
            ? 'newFolder'
            : event.altKey && event.code === 'KeyT'
              ? 'share'
              : control && !event.shiftKey && event.key.toLowerCase() === 'z'
                ? 'undo'
                : null;
      if (!action) return;
      event.preventDefault();
      latest.current.run(action);
    };
    const onPaste = (event: ClipboardEvent) => {
      if (elsewhere(event.target)) return;
      const items = event.clipboardData?.items;
      const files = event.clipboardData?.files;
      if (items && [...items].some(({ kind }) => kind === 'file')) {
        latest.current.onFiles(items[0]?.webkitGetAsEntry?.() ? readDrop(items) : readFileList(files ?? []));
      } else latest.current.run('paste');
    };
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('paste', onPaste);
    };
  }, [page]);
}
