import { useEffect, useRef, useState, type DragEvent } from 'react';
import type { DroppedTree } from '../domain/drop-tree.ts';
import { readDrop } from '../domain/drop-tree.ts';
import { dragState, nodesType, type DraggedNodes } from './drag-state.ts';

export interface DropTarget {
  readonly id: number;
  readonly name: string;
}

export interface DropInput {
  /** Where files land that are not dropped on a folder; null where nothing can be put. */
  readonly here: DropTarget | null;
  readonly nameOf: (id: number) => string | undefined;
  readonly onFiles: (tree: Promise<DroppedTree>, target: DropTarget) => void;
  readonly onNodes: (nodes: DraggedNodes, target: DropTarget, mode: 'move' | 'copy') => void;
}

/** Takes files from the desktop and nodes from the grid: on the page, on folders in it, on the path above. */
export function useDrop({ here, nameOf, onFiles, onNodes }: DropInput) {
  const [hovering, setHovering] = useState(false);
  const over = useRef<HTMLElement | null>(null);
  const depth = useRef(0);

  function mark(element: HTMLElement | null) {
    if (over.current === element) return;
    over.current?.removeAttribute('data-drop-over');
    over.current = element;
    element?.setAttribute('data-drop-over', '');
  }

  function leave() {
    depth.current = 0;
    mark(null);
    setHovering(false);
  }

  function targetOf(event: DragEvent): { element: HTMLElement | null; target: DropTarget | null } {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-drop-id]');
    if (!element) return { element: null, target: here };
    const id = Number(element.dataset['dropId']);
    return { element, target: { id, name: element.dataset['dropName'] ?? nameOf(id) ?? '' } };
  }

  // A file that misses the target must not replace the page.
  useEffect(() => {
    const keep = (event: globalThis.DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);

  const handlers = {
    onDragEnter: () => {
      depth.current += 1;
    },
    onDragLeave: () => {
      depth.current -= 1;
      if (depth.current <= 0) leave();
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      const types = event.dataTransfer.types;
      const { element, target } = targetOf(event);
      if (types.includes(nodesType)) {
        const nodes = dragState.get();
        const fits = element && target && nodes && !nodes.ids.includes(target.id) && target.id !== nodes.fromId;
        mark(fits ? element : null);
        if (!fits) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = event.ctrlKey || event.altKey ? 'copy' : 'move';
      } else if (types.includes('Files')) {
        event.preventDefault();
        event.dataTransfer.dropEffect = target ? 'copy' : 'none';
        mark(element);
        setHovering(target !== null);
      }
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      const { target } = targetOf(event);
      const nodes = dragState.get();
      const isNodes = event.dataTransfer.types.includes(nodesType);
      leave();
      if (!target) return;
      event.preventDefault();
      if (isNodes) {
        dragState.set(null);
        if (nodes && !nodes.ids.includes(target.id) && target.id !== nodes.fromId) {
          onNodes(nodes, target, event.ctrlKey || event.altKey ? 'copy' : 'move');
        }
      } else if (event.dataTransfer.types.includes('Files')) onFiles(readDrop(event.dataTransfer.items), target);
    },
  };
  return { handlers, isFileOver: hovering };
}
