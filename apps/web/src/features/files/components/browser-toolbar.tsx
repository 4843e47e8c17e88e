import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import {
  ArrowDownUp,
  Check,
  Copy,
  Download,
  FolderInput,
  Info,
  LayoutGrid,
  List,
  Share2,
  Star,
  Trash2,
  X,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import type { SortKey, Sorting } from '../api/node-types.ts';
import type { NodeAction } from './node-menu.ts';

export interface ToolbarProps {
  readonly selected: number;
  readonly total: number | null;
  /** More comes as one scrolls. */
  readonly hasMore?: boolean | undefined;
  readonly canChange: boolean;
  readonly onAction: (action: NodeAction) => void;
  readonly onClear: () => void;
  readonly filter?: string | undefined;
  readonly onFilter?: ((filter: string) => void) | undefined;
  readonly sorting?: Sorting | undefined;
  readonly onSorting?: ((sorting: Sorting) => void) | undefined;
  readonly layout: 'list' | 'tiles';
  readonly onLayout: (layout: 'list' | 'tiles') => void;
  readonly detailsOpen: boolean;
  readonly onDetails: () => void;
  readonly children?: ReactNode;
}

/** Above the grid: what one can do with the selection, else how the list is shown. */
export function BrowserToolbar(props: ToolbarProps) {
  const { t } = useLingui();
  const { selected, total, layout, onLayout, detailsOpen, onDetails, filter, onFilter, sorting, onSorting } = props;
  return (
    <div className="files-toolbar" data-sticky>
      {selected > 0 ? (
        <SelectionActions {...props} />
      ) : (
        <div className="files-filter">
          {onFilter && (
            <SearchField
              label={t`In diesem Ordner filtern`}
              placeholder={t`Filtern`}
              value={filter ?? ''}
              onChange={onFilter}
            />
          )}
          {props.children}
        </div>
      )}
      {selected === 0 && total !== null && (
        <span className="files-count muted">
          {props.hasMore === true
            ? t`Mehr als ${total} Einträge`
            : t`${plural(total, { one: '# Eintrag', other: '# Einträge' })}`}
        </span>
      )}
      <div className="files-view" role="group" aria-label={t`Ansicht`}>
        {onSorting && sorting && <SortMenu sorting={sorting} onSorting={onSorting} />}
        <IconButton
          icon={layout === 'list' ? LayoutGrid : List}
          label={layout === 'list' ? t`Als Kacheln zeigen` : t`Als Liste zeigen`}
          onPress={() => onLayout(layout === 'list' ? 'tiles' : 'list')}
        />
        <IconButton icon={Info} label={t`Details`} isOn={detailsOpen} onPress={onDetails} />
      </div>
    </div>
  );
}

function SelectionActions({ selected, canChange, onAction, onClear }: ToolbarProps) {
  const { t } = useLingui();
  const actions: readonly [NodeAction, string, LucideIcon, boolean][] = [
    ['download', t`Herunterladen`, Download, true],
    ['share', t`Teilen`, Share2, selected === 1],
    ['move', t`Verschieben`, FolderInput, canChange],
    ['copyTo', t`Kopieren`, Copy, true],
    ['favourite', t`Favorit`, Star, true],
    ['delete', t`Löschen`, Trash2, canChange],
  ];
  return (
    <div className="files-selection" role="toolbar" aria-label={t`Auswahl`}>
      <IconButton icon={X} label={t`Auswahl aufheben`} size="small" onPress={onClear} />
      <strong className="files-selected">{t`${plural(selected, { one: '# ausgewählt', other: '# ausgewählt' })}`}</strong>
      <span className="files-selection-actions">
        {actions.map(([action, label, icon, shown]) =>
          shown ? (
            <Button
              key={action}
              variant="quiet"
              size="small"
              icon={icon}
              aria-label={label}
              onPress={() => onAction(action)}
            >
              {label}
            </Button>
          ) : null,
        )}
      </span>
    </div>
  );
}

function SortMenu({
  sorting,
  onSorting,
}: {
  readonly sorting: Sorting;
  readonly onSorting: (sorting: Sorting) => void;
}) {
  const { t } = useLingui();
  const keys: readonly [SortKey, string][] = [
    ['name', t`Name`],
    ['mtime', t`Geändert`],
    ['size', t`Größe`],
    ['kind', t`Art`],
  ];
  const orders: readonly [boolean, string][] = [
    [false, t`Aufsteigend`],
    [true, t`Absteigend`],
  ];
  const mark = (active: boolean) => (active ? { icon: Check, description: t`gewählt` } : {});
  return (
    <MenuButton
      label={t`Sortieren`}
      entries={[
        ...keys.map(([key, label]) => ({
          id: key,
          label,
          ...mark(sorting.key === key),
          onAction: () => onSorting({ ...sorting, key }),
        })),
        ...orders.map(([descending, label], at) => ({
          id: label,
          label,
          ...mark(sorting.descending === descending),
          separatorBefore: at === 0,
          onAction: () => onSorting({ ...sorting, descending }),
        })),
      ]}
    >
      <IconButton icon={ArrowDownUp} label={t`Sortieren`} />
    </MenuButton>
  );
}
