import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { DragEvent } from 'react';
import type { LocatedNode } from '../api/use-located.ts';
import { isHeld } from '../domain/release.ts';
import { downloadUrl } from '../api/node-urls.ts';
import type { EntrySource } from '../domain/entry-source.ts';
import type { GridControl } from '../grid/use-grid-state.ts';
import { dragState, nodesType } from './drag-state.ts';

/** Starts dragging nodes: onto folders here, or out to the desktop where the browser can (one file). */
export function useNodeDrag(source: EntrySource<LocatedNode>, control: GridControl, fromId: number | null) {
  const { t } = useLingui();
  return {
    onDragStart: (event: DragEvent<HTMLElement>) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
      const entry = row ? source.at(Number(row.dataset['index'])) : undefined;
      if (!row || !entry) return;
      const selected = control.selection.ids.has(entry.id);
      const ids = selected ? [...control.selection.ids] : [entry.id];
      const entries = ids.flatMap((id) => (id === entry.id ? entry : (source.at(source.indexOf(id)) ?? [])));
      dragState.set({ ids, entries, fromId });
      const transfer = event.dataTransfer;
      transfer.effectAllowed = 'copyMove';
      transfer.setData(nodesType, JSON.stringify(ids));
      transfer.setData('text/plain', entries.map(({ name }) => name).join('\n'));
      if (ids.length === 1 && entry.kind === 'file' && !isHeld(entry)) {
        const mime = entry.mime || 'application/octet-stream';
        transfer.setData('DownloadURL', `${mime}:${entry.name}:${new URL(downloadUrl(entry.id), location.href).href}`);
      }
      const count = ids.length;
      showDragImage(
        transfer,
        count === 1 ? entry.name : t`${plural(count, { one: '# Eintrag', other: '# Einträge' })}`,
      );
    },
    onDragEnd: () => dragState.set(null),
  };
}

function showDragImage(transfer: DataTransfer, text: string): void {
  const image = document.createElement('div');
  image.className = 'drag-image';
  image.textContent = text;
  document.body.append(image);
  transfer.setDragImage(image, -12, -8);
  setTimeout(() => image.remove());
}
