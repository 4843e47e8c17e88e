import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { showToast } from '../../../ui/toast-store.ts';
import type { Ancestor, NodeView } from '../api/node-types.ts';
import { createFile, createFolder } from '../api/node-commands.ts';
import type { LocatedNode } from '../api/use-located.ts';
import { announce } from '../commands/announce.ts';
import { clipboard } from '../commands/clipboard.ts';
import { download } from '../commands/download.ts';
import { refreshFolders } from '../commands/refresh.ts';
import { undoLast } from '../commands/undo.ts';
import { useFavourite } from '../commands/use-favourite.ts';
import { useRemove } from '../commands/use-remove.ts';
import { useRename } from '../commands/use-rename.ts';
import { withinRoom } from '../commands/within-room.ts';
import { useTransfer } from '../commands/use-transfer.ts';
import type { DroppedTree } from '../domain/drop-tree.ts';
import type { EntrySource } from '../domain/entry-source.ts';
import type { GridControl } from '../grid/use-grid-state.ts';
import { uploads } from '../uploads/use-uploads.ts';
import type { DraggedNodes } from './drag-state.ts';
import type { DropTarget } from './use-drop.ts';
import type { NodeAction } from './node-menu.ts';
import { isHeld } from '../domain/release.ts';
import { may } from '../domain/rights.ts';
import { useReleaseWords } from './release-words.ts';

export interface NodeActionsInput {
  readonly source: EntrySource<LocatedNode>;
  readonly control: GridControl;
  /** The folder that is shown; null for lists across folders. */
  readonly folder: NodeView | null;
  readonly ancestors: readonly Ancestor[];
  /** What the folder is called for people. */
  readonly title: string;
  readonly show: (id: number | null) => void;
  readonly reveal: (id: number) => void;
  readonly refocus: () => void;
  readonly chooseFiles: () => void;
  readonly toggleDetails: () => void;
}

interface TransferQuestion {
  readonly mode: 'move' | 'copy';
  readonly ids: readonly number[];
  readonly entries: readonly LocatedNode[];
}

/** Everything one can do with nodes, whatever it was started by: menu, toolbar, keys or dragging. */
export function useNodeActions(input: NodeActionsInput) {
  const { source, control, folder, title, show, reveal, refocus, chooseFiles, toggleDetails } = input;
  const { t } = useLingui();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [renamingId, setRenamingId] = useState<number | null>(null);
  const [asked, setAsked] = useState<TransferQuestion | null>(null);
  const [sharing, setSharing] = useState<LocatedNode | null>(null);
  const [handingOver, setHandingOver] = useState<LocatedNode | null>(null);
  const [naming, setNaming] = useState<'folder' | 'file' | null>(null);
  const releaseWords = useReleaseWords();
  const remove = useRemove();
  const rename = useRename();
  const favourite = useFavourite();
  const transfer = useTransfer();
  const renamed = useRef(false);

  const here: DropTarget | null = folder && may(folder, 'add') ? { id: folder.id, name: title } : null;

  /** The selection, unless the entry stands outside of it. */
  function acting(entry: LocatedNode | undefined): { ids: readonly number[]; nodes: LocatedNode[] } {
    const { ids } = control.selection;
    if (entry && !ids.has(entry.id)) return { ids: [entry.id], nodes: [entry] };
    if (ids.size === 0) return { ids: [], nodes: [] };
    const nodes = [...ids].slice(0, 2000).flatMap((id) => source.at(source.indexOf(id)) ?? []);
    return { ids: [...ids], nodes };
  }

  function open(node: LocatedNode) {
    if (node.kind === 'folder') void navigate({ to: '/files/$nodeId', params: { nodeId: String(node.id) } });
    else show(node.id);
  }

  function toParent() {
    const parent = input.ancestors.at(-1);
    if (!folder || !parent) return;
    const isRoot = input.ancestors.length === 1;
    if (isRoot) void navigate({ to: '/files', search: { select: folder.id } });
    else void navigate({ to: '/files/$nodeId', params: { nodeId: String(parent.id) }, search: { select: folder.id } });
  }

  function paste() {
    const content = clipboard.get();
    if (!content || !here) return;
    const { mode, ids, fromId } = content;
    if (mode === 'move') clipboard.set(null);
    const entries = [...ids].flatMap((id) => source.at(source.indexOf(id)) ?? []);
    void transfer({ mode, ids: [...ids], entries, fromId, target: here });
  }

  function take(mode: 'copy' | 'move', ids: readonly number[]) {
    if (ids.length === 0) return;
    clipboard.set({ mode, ids: new Set(ids), fromId: folder?.id ?? null });
    const count = ids.length;
    announce(mode === 'copy' ? t`${count} in die Zwischenablage kopiert` : t`${count} ausgeschnitten`);
  }

  async function removeThem(ids: readonly number[], nodes: readonly LocatedNode[]) {
    if (ids.length === 0) return;
    const done = await remove({
      ids,
      name: ids.length === 1 ? nodes[0]?.name : undefined,
      folderIds: [folder?.id ?? null, ...nodes.map(({ parentId }) => parentId)],
    });
    if (done) control.clear();
    refocus();
  }

  function run(action: NodeAction | 'parent' | 'undo', entry?: LocatedNode) {
    const { ids, nodes } = acting(entry);
    const canChange = folder === null || may(folder, 'change');
    switch (action) {
      case 'open':
        if (entry) open(entry);
        return;
      case 'parent':
        return toParent();
      case 'undo':
        if (!undoLast()) announce(t`Nichts rückgängig zu machen`);
        return;
      case 'download': {
        const held = nodes.length === 1 ? releaseWords(nodes[0]?.release) : null;
        if (held !== null && nodes.every(isHeld)) {
          showToast({ tone: held.tone, title: held.title, text: held.text });
          return;
        }
        const whole = folder !== null && ids.length > 1 && ids.length === source.total ? [folder.id] : ids;
        if (ids.length > 0 && !download(whole, nodes)) {
          showToast({
            tone: 'warning',
            title: t`Das sind zu viele einzelne Einträge auf einmal`,
            text: t`Laden Sie den ganzen Ordner herunter oder wählen Sie weniger aus.`,
          });
        }
        return;
      }
      case 'rename':
        if (entry && canChange && entry.rootOf === null) setRenamingId(entry.id);
        return;
      case 'share': {
        const node = entry ?? (nodes.length === 1 ? nodes[0] : (folder ?? undefined));
        if (node && node.rootOf !== 'personal') setSharing(node);
        return;
      }
      case 'handOver': {
        const node = entry ?? (nodes.length === 1 ? nodes[0] : undefined);
        if (node && node.rootOf === null) setHandingOver(node);
        return;
      }
      case 'favourite':
        if (nodes.length > 0) void favourite(nodes, !nodes.every((node) => node.favourite));
        return;
      case 'move':
      case 'copyTo':
        if (ids.length > 0) setAsked({ mode: action === 'move' ? 'move' : 'copy', ids, entries: nodes });
        return;
      case 'cut':
        if (canChange) take('move', ids);
        return;
      case 'copy':
        return take('copy', ids);
      case 'paste':
        return paste();
      case 'details':
        return toggleDetails();
      case 'reveal':
        if (entry?.parentId) {
          const params = { nodeId: String(entry.parentId) };
          void navigate({ to: '/files/$nodeId', params, search: { select: entry.id } });
        }
        return;
      case 'delete':
        if (canChange) void removeThem(ids, nodes);
        return;
      case 'newFolder':
      case 'newFile':
        if (here) setNaming(action === 'newFolder' ? 'folder' : 'file');
        return;
      case 'upload':
        if (here) chooseFiles();
        return;
    }
  }

  return {
    run,
    acting,
    here,
    renamingId,
    asked,
    naming,
    sharing,
    handingOver,
    closeHandingOver: () => {
      setHandingOver(null);
      refocus();
    },
    closeSharing: () => setSharing(null),
    closeAsked: () => setAsked(null),
    closeNaming: () => setNaming(null),
    async finishRename(node: LocatedNode, name: string | null) {
      setRenamingId(null);
      renamed.current = name !== null && (await rename(node, name, title));
      refocus();
    },
    favourite: (node: LocatedNode) => void favourite([node], !node.favourite),
    transferTo(target: DropTarget) {
      if (!asked) return;
      void transfer({ ...asked, fromId: folder?.id ?? null, target }).then(
        () => asked.mode === 'move' && control.clear(),
      );
    },
    dropNodes(nodes: DraggedNodes, target: DropTarget, mode: 'move' | 'copy') {
      void transfer({ mode, ...nodes, target }).then(() => mode === 'move' && control.clear());
    },
    async dropFiles(tree: Promise<DroppedTree> | DroppedTree, target: DropTarget) {
      const { unreadable, ...rest } = await tree;
      if (unreadable.length > 0) {
        const first = unreadable[0] ?? '';
        const count = unreadable.length;
        showToast({
          tone: 'warning',
          title: t`Nicht alles ließ sich lesen`,
          text: count === 1 ? first : t`${first} und ${count - 1} weitere`,
        });
      }
      const space = target.id === folder?.id ? folder.spaceId : source.at(source.indexOf(target.id))?.spaceId;
      const files = await withinRoom(client, space, rest.files);
      if (files !== null) await uploads.add({ ...rest, files, unreadable }, target);
    },
    async create(name: string) {
      if (!here || !naming) return;
      const node = naming === 'folder' ? await createFolder(here.id, name) : await createFile(here.id, name);
      await refreshFolders(client, [here.id]);
      announce(t`„${name}“ angelegt`);
      reveal(node.id);
    },
  };
}
