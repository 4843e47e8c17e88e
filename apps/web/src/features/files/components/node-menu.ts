import { useLingui } from '@lingui/react/macro';
import {
  ClipboardPaste,
  Copy,
  Download,
  Eye,
  FolderInput,
  FolderOpen,
  FolderPlus,
  FilePlus,
  Info,
  PackageCheck,
  Pencil,
  Scissors,
  Share2,
  Star,
  StarOff,
  Trash2,
  Upload,
} from 'lucide-react';
import type { MenuEntry } from '../../../ui/menu.tsx';
import { isHeld } from '../domain/release.ts';
import { isReceived, may } from '../domain/rights.ts';
import type { LocatedNode } from '../api/use-located.ts';

export type NodeAction =
  | 'open'
  | 'download'
  | 'rename'
  | 'favourite'
  | 'share'
  | 'handOver'
  | 'move'
  | 'copyTo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'details'
  | 'reveal'
  | 'delete'
  | 'newFolder'
  | 'newFile'
  | 'upload';

export interface NodeMenuInput {
  readonly nodes: readonly LocatedNode[];
  readonly count: number;
  readonly canChange: boolean;
  readonly canReveal: boolean;
  readonly canPaste: boolean;
  readonly run: (action: NodeAction) => void;
}

/** The one menu for rows, tiles and the selection. */
export function useNodeMenu(): (input: NodeMenuInput) => MenuEntry[] {
  const { t } = useLingui();
  return ({ nodes, count, canChange, canReveal, canPaste, run }) => {
    const single = count === 1 ? nodes[0] : undefined;
    const isRoot = nodes.some(({ rootOf }) => rootOf !== null);
    const starred = nodes.length > 0 && nodes.every(({ favourite }) => favourite);
    const on = (id: NodeAction) => ({ id, onAction: () => run(id) });
    const entries: (MenuEntry | false | undefined)[] = [
      single && {
        ...on('open'),
        label: t`Öffnen`,
        icon: single.kind === 'folder' ? FolderOpen : Eye,
        shortcut: 'Enter',
      },
      single &&
        single.rootOf !== 'personal' && { ...on('share'), label: t`Teilen …`, icon: Share2, shortcut: t`Alt+T` },
      single && !isRoot && may(single, 'manage') && { ...on('handOver'), label: t`Übergeben …`, icon: PackageCheck },
      canReveal && single && { ...on('reveal'), label: t`Im Ordner zeigen`, icon: FolderOpen },
      !(single && isHeld(single)) && {
        ...on('download'),
        label: single?.kind === 'file' ? t`Herunterladen` : t`Als ZIP herunterladen`,
        icon: Download,
      },
      {
        ...on('favourite'),
        label: starred ? t`Aus Favoriten entfernen` : t`Zu Favoriten`,
        icon: starred ? StarOff : Star,
      },
      canChange &&
        !isRoot &&
        single && { ...on('rename'), label: t`Umbenennen`, icon: Pencil, shortcut: 'F2', separatorBefore: true },
      canChange && !isRoot && { ...on('move'), label: t`Verschieben …`, icon: FolderInput, separatorBefore: !single },
      { ...on('copyTo'), label: t`Kopieren nach …`, icon: Copy },
      canChange &&
        !isRoot && { ...on('cut'), label: t`Ausschneiden`, icon: Scissors, shortcut: t`Strg+X`, separatorBefore: true },
      { ...on('copy'), label: t`In die Zwischenablage`, icon: Copy, shortcut: t`Strg+C` },
      canPaste && { ...on('paste'), label: t`Einfügen`, icon: ClipboardPaste, shortcut: t`Strg+V` },
      single && { ...on('details'), label: t`Details`, icon: Info, shortcut: t`Alt+Enter`, separatorBefore: true },
      canChange &&
        !isRoot && {
          ...on('delete'),
          // what was shared with one is left; nobody else loses it
          label: nodes.every(isReceived) ? t`Aus meinen Dateien entfernen` : t`Löschen`,
          icon: Trash2,
          shortcut: t`Entf`,
          isDangerous: true,
          separatorBefore: true,
        },
    ];
    return entries.filter((entry) => entry !== false && entry !== undefined);
  };
}

/** On the empty part of a folder. */
export function useFolderMenu(): (run: (action: NodeAction) => void, canPaste: boolean) => MenuEntry[] {
  const { t } = useLingui();
  return (run, canPaste) => {
    const on = (id: NodeAction) => ({ id, onAction: () => run(id) });
    const entries: (MenuEntry | false)[] = [
      { ...on('newFolder'), label: t`Neuer Ordner`, icon: FolderPlus, shortcut: t`Alt+N` },
      { ...on('newFile'), label: t`Neue Textdatei`, icon: FilePlus },
      { ...on('upload'), label: t`Dateien hochladen`, icon: Upload },
      canPaste && {
        ...on('paste'),
        label: t`Einfügen`,
        icon: ClipboardPaste,
        shortcut: t`Strg+V`,
        separatorBefore: true,
      },
    ];
    return entries.filter((entry) => entry !== false);
  };
}
