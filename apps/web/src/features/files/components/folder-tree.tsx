import { useQueries } from '@tanstack/react-query';
import { useLingui } from '@lingui/react/macro';
import { ChevronRight, Folder, FolderKanban } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { api } from '../../../api/api.ts';
import { isSharedRoot } from '../../../session/spaces.ts';
import { classes } from '../../../ui/classes.ts';
import { fileKeys } from '../api/file-keys.ts';
import type { NodePage, NodeView } from '../api/node-types.ts';
import './folder-tree.css';
import { may } from '../domain/rights.ts';

export interface TreeFolder {
  readonly id: number;
  readonly name: string;
  readonly isSpace: boolean;
  readonly canWrite: boolean;
}

interface FolderTreeProps {
  readonly label: string;
  readonly root: TreeFolder;
  readonly expanded: ReadonlySet<number>;
  readonly onExpand: (id: number, open: boolean) => void;
  readonly selected: number | null;
  readonly onSelect: (folder: TreeFolder) => void;
  /** Cannot be chosen: what is being moved. */
  readonly blocked: ReadonlySet<number>;
}

interface Row {
  readonly folder: TreeFolder;
  readonly level: number;
  readonly parent: number | null;
  readonly isOpen: boolean;
  readonly isLoading: boolean;
  readonly isLeaf: boolean;
}

/** Folders to choose from, loaded as they are opened. ARIA tree with roving focus. */
export function FolderTree({ label, root, expanded, onExpand, selected, onSelect, blocked }: FolderTreeProps) {
  const { t } = useLingui();
  const open = [...expanded];
  const queries = useQueries({
    queries: open.map((id) => ({ queryKey: fileKeys.folders(id), queryFn: () => foldersOf(id), staleTime: 10_000 })),
  });
  const children = new Map(open.map((id, at) => [id, queries[at]?.data]));
  const rows = flatten(root, children, expanded, blocked);
  const list = useRef<HTMLUListElement>(null);
  const current = rows.find(({ folder }) => folder.id === selected) ?? rows[0];

  const scrolled = useRef(false);
  useEffect(() => {
    if (scrolled.current || !current || current.folder.id !== selected) return;
    scrolled.current = true;
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'center' });
  });

  function focus(row: Row | undefined) {
    if (!row) return;
    onSelect(row.folder);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-folder="${row.folder.id}"]`)?.focus());
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!current) return;
    const at = rows.indexOf(current);
    const keys: Record<string, () => void> = {
      ArrowDown: () => focus(rows[at + 1]),
      ArrowUp: () => focus(rows[at - 1]),
      Home: () => focus(rows[0]),
      End: () => focus(rows.at(-1)),
      ArrowRight: () => (current.isOpen ? focus(rows[at + 1]) : onExpand(current.folder.id, true)),
      ArrowLeft: () =>
        current.isOpen
          ? onExpand(current.folder.id, false)
          : focus(rows.find(({ folder }) => folder.id === current.parent)),
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  }

  return (
    <ul ref={list} role="tree" aria-label={label} className="folder-tree" onKeyDown={onKeyDown}>
      {rows.map((row) => {
        const { folder, level, isOpen, isLeaf, isLoading } = row;
        const Icon = folder.isSpace ? FolderKanban : Folder;
        return (
          <li
            key={folder.id}
            role="treeitem"
            aria-level={level}
            aria-selected={folder.id === selected}
            aria-busy={isLoading}
            {...(isLeaf ? {} : { 'aria-expanded': isOpen })}
            data-folder={folder.id}
            tabIndex={row === current ? 0 : -1}
            className={classes('folder-tree-item', !folder.canWrite && 'folder-tree-locked')}
            style={{ paddingInlineStart: 8 + (level - 1) * 20 }}
            onClick={() => onSelect(folder)}
            onDoubleClick={() => onExpand(folder.id, !isOpen)}
          >
            <span
              aria-hidden
              className="folder-tree-chevron"
              onClick={(event) => {
                event.stopPropagation();
                onExpand(folder.id, !isOpen);
              }}
            >
              {!isLeaf && <ChevronRight data-open={isOpen} />}
            </span>
            <Icon aria-hidden />
            <span className="truncate">{folder.name}</span>
            {!folder.canWrite && <small>{t`nur lesen`}</small>}
          </li>
        );
      })}
    </ul>
  );
}

function flatten(
  root: TreeFolder,
  children: ReadonlyMap<number, readonly TreeFolder[] | undefined>,
  expanded: ReadonlySet<number>,
  blocked: ReadonlySet<number>,
): Row[] {
  const rows: Row[] = [];
  const visit = (folder: TreeFolder, level: number, parent: number | null) => {
    const known = children.get(folder.id);
    const isOpen = expanded.has(folder.id);
    rows.push({ folder, level, parent, isOpen, isLoading: isOpen && !known, isLeaf: known?.length === 0 });
    if (!isOpen) return;
    for (const child of known ?? []) if (!blocked.has(child.id)) visit(child, level + 1, folder.id);
  };
  visit(root, 1, null);
  return rows;
}

const most = 5_000;

/** Folders come first in every folder, so reading ends with the first file. */
async function foldersOf(id: number): Promise<TreeFolder[]> {
  const folders: NodeView[] = [];
  for (;;) {
    const page = await api.get<NodePage>(`/nodes/${id}/children`, {
      query: { sort: 'name', order: 'asc', offset: folders.length, limit: 1000 },
    });
    const found = page.items.filter(({ kind }) => kind === 'folder');
    folders.push(...found);
    if (found.length < page.items.length || folders.length >= page.total || found.length === 0) break;
    if (folders.length >= most) break;
  }
  return folders.map(treeFolderOf);
}

export function treeFolderOf(node: NodeView): TreeFolder {
  return { id: node.id, name: node.name, isSpace: isSharedRoot(node), canWrite: may(node, 'add') };
}
