import { useLingui } from '@lingui/react/macro';
import { Ellipsis } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { GridEntry } from '../domain/entry-source.ts';
import { classes } from '../../../ui/classes.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import type { Column } from './column.ts';
import { gridTemplate } from './grid-head.tsx';

/** What the page puts into rows and tiles. Kept the same object while nothing changes, so that rows need not render. */
export interface EntryParts<T> {
  readonly icon: (entry: T, size: 'row' | 'tile') => ReactNode;
  /** The name as a link, or the input while it is being renamed. */
  readonly name: (entry: T) => ReactNode;
  /** The second line on a phone and in tiles. */
  readonly subline: (entry: T, size: 'row' | 'tile') => ReactNode;
  /** Small signs behind the name: locked, favourite. */
  readonly signs?: (entry: T) => ReactNode;
  /** Before the menu button. */
  readonly action?: (entry: T) => ReactNode;
  readonly isDimmed?: (entry: T) => boolean;
  readonly isDraggable?: (entry: T) => boolean;
  /** Folders that take what is dropped on them. */
  readonly isDropTarget?: (entry: T) => boolean;
}

export interface EntryProps<T extends GridEntry> {
  readonly entry: T | undefined;
  readonly index: number;
  readonly isSelected: boolean;
  readonly isFocusable: boolean;
  readonly parts: EntryParts<T>;
}

interface GridRowProps<T extends GridEntry> extends EntryProps<T> {
  readonly top: number;
  readonly height: number;
  readonly columns: readonly Column<T, string>[];
  readonly isNarrow: boolean;
}

function Row<T extends GridEntry>(props: GridRowProps<T>) {
  const { entry, index, top, height, isSelected, isFocusable, columns, isNarrow, parts } = props;
  const { t } = useLingui();
  const style = { transform: `translateY(${top}px)`, height, gridTemplateColumns: gridTemplate(columns, isNarrow) };
  if (!entry) return <LoadingRow {...{ style, index, columns, isNarrow, isFocusable }} />;
  const { name } = entry;
  return (
    <div
      role="row"
      data-loaded
      {...entryAttributes(props, entry)}
      aria-rowindex={index + 2}
      className={classes('grid-row', parts.isDimmed?.(entry) && 'grid-dimmed')}
      style={style}
      tabIndex={isFocusable ? 0 : -1}
    >
      <div role="gridcell" className="grid-check" aria-colindex={1}>
        <label className="grid-check-hit" data-part="check" onClick={stopLabel}>
          <input type="checkbox" tabIndex={-1} checked={isSelected} readOnly aria-label={t`${name} auswählen`} />
        </label>
      </div>
      <div role="gridcell" className="grid-name" aria-colindex={2}>
        {parts.icon(entry, 'row')}
        <span className="grid-name-text">
          {parts.name(entry)}
          {isNarrow && <span className="grid-subline">{parts.subline(entry, 'row')}</span>}
        </span>
        {parts.signs?.(entry)}
      </div>
      {!isNarrow &&
        columns.slice(1).map(({ id, render, align }, at) => (
          <div
            key={id}
            role="gridcell"
            aria-colindex={at + 3}
            className={classes('grid-cell', align === 'end' && 'grid-end')}
          >
            {render(entry)}
          </div>
        ))}
      <div role="gridcell" className="grid-actions" aria-colindex={isNarrow ? 3 : columns.length + 2}>
        {!isNarrow && parts.action?.(entry)}
        <MenuDots name={name} />
      </div>
    </div>
  );
}

export const GridRow = memo(Row) as typeof Row;

/** The row's click listener does the work; the label would click its input a second time. */
export function stopLabel(event: { target: EventTarget; preventDefault: () => void }): void {
  if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
}

export function entryAttributes<T extends GridEntry>({ index, isSelected, parts }: EntryProps<T>, entry: T) {
  return {
    'data-index': index,
    'data-id': entry.id,
    'aria-selected': isSelected,
    draggable: parts.isDraggable?.(entry) ?? false,
    ...(parts.isDropTarget?.(entry) ? { 'data-drop-id': entry.id } : {}),
  };
}

export function MenuDots({ name }: { readonly name: string }) {
  const { t } = useLingui();
  return (
    <button
      type="button"
      tabIndex={-1}
      data-part="menu"
      className="grid-button"
      aria-haspopup="menu"
      aria-label={t`Aktionen für ${name}`}
    >
      <Ellipsis aria-hidden />
    </button>
  );
}

interface LoadingRowProps<T> {
  readonly style: { transform: string; height: number; gridTemplateColumns: string };
  readonly index: number;
  readonly columns: readonly Column<T, string>[];
  readonly isNarrow: boolean;
  readonly isFocusable: boolean;
}

const widths = ['46%', '62%', '38%', '54%', '70%'];

function LoadingRow<T>({ style, index, columns, isNarrow, isFocusable }: LoadingRowProps<T>) {
  const { t } = useLingui();
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      className="grid-row grid-loading"
      style={style}
      tabIndex={isFocusable ? 0 : -1}
    >
      <div role="gridcell" aria-label={t`Wird geladen`} />
      <div role="gridcell" className="grid-name">
        <Skeleton width="34px" height={34} />
        <Skeleton width={widths[index % widths.length] ?? '50%'} />
      </div>
      {!isNarrow &&
        columns.slice(1).map(({ id }) => (
          <div key={id} role="gridcell" className="grid-cell">
            <Skeleton width="70%" height={10} />
          </div>
        ))}
      <div role="gridcell" />
    </div>
  );
}
