import { useVirtualizer } from '@tanstack/react-virtual';
import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  type MouseEvent,
  type Ref,
  type RefObject,
} from 'react';
import type { SortKey, Sorting } from '../api/node-types.ts';
import type { EntrySource, GridEntry } from '../domain/entry-source.ts';
import { classes } from '../../../ui/classes.ts';
import type { Column } from './column.ts';
import { GridHead } from './grid-head.tsx';
import { GridRow, type EntryParts } from './grid-row.tsx';
import { GridTile } from './grid-tile.tsx';
import { useGridKeys, type PageCommand } from './use-grid-keys.ts';
import { useGridLayout } from './use-grid-layout.ts';
import type { GridControl } from './use-grid-state.ts';
import './grid.css';

export interface GridPoint {
  readonly x: number;
  readonly y: number;
}

export interface FileGridProps<T extends GridEntry, Key extends string = SortKey> {
  readonly label: string;
  readonly source: EntrySource<T>;
  readonly control: GridControl;
  readonly columns: readonly Column<T, Key>[];
  readonly layout: 'list' | 'tiles';
  readonly sorting?: Sorting<Key> | undefined;
  readonly onSort?: ((key: Key) => void) | undefined;
  readonly parts: EntryParts<T>;
  readonly onCommand: (command: PageCommand, entry: T | undefined) => void;
  readonly onMenu: (entry: T, at: GridPoint) => void;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Another list under the same grid: the focus, when it was inside, begins at the top. */
  readonly identity: string;
  readonly handle?: Ref<GridHandle>;
}

export interface GridHandle {
  /** Brings an entry into view and gives it the focus. */
  readonly goTo: (index: number) => void;
}

/** The grid of files: ARIA grid with roving focus, windowed, with one menu for all its rows. */
export function FileGrid<T extends GridEntry, Key extends string = SortKey>(props: FileGridProps<T, Key>) {
  const { label, source, control, columns, layout, sorting, onSort, parts, onCommand, scroller } = props;
  const body = useRef<HTMLDivElement>(null);
  const { width, margin, perRow, rowHeight, isNarrow, stickyTop } = useGridLayout(body, scroller, layout);
  const total = source.total ?? 0;
  // The same array while nothing changes: rows compare it.
  const shown = useMemo(() => columns.filter(({ from = 0 }) => width >= from), [columns, width]);
  const focusedRow = Math.floor(control.focused / perRow);

  const virtual = useVirtualizer({
    count: source.total === null ? 12 : Math.ceil(total / perRow),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: margin,
    scrollPaddingStart: stickyTop,
    scrollPaddingEnd: 8,
    // The entry with the focus stays mounted wherever one scrolls.
    rangeExtractor: useCallback(
      (range: Range) => {
        const rows = defaultRangeExtractor(range);
        if (focusedRow < range.count && !rows.includes(focusedRow)) rows.push(focusedRow);
        return rows.sort((a, b) => a - b);
      },
      [focusedRow],
    ),
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight, perRow]);

  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 20;
  const { show } = source;
  useEffect(() => {
    // Pages that only fly by while someone drags the scroll bar are not worth a request.
    const timer = setTimeout(() => show({ start: first * perRow, end: (last + 1) * perRow }), 60);
    return () => clearTimeout(timer);
  }, [show, first, last, perRow]);

  const toFocus = useRef<number | null>(null);
  const inside = useRef(false);
  const shownIdentity = useRef(props.identity);
  if (shownIdentity.current !== props.identity) {
    shownIdentity.current = props.identity;
    if (inside.current) toFocus.current = 0;
  }
  const goTo = useCallback(
    (index: number) => {
      toFocus.current = index;
      control.setFocused(index);
      virtual.scrollToIndex(Math.floor(index / perRow), { align: 'auto' });
      focusEntry(body.current, toFocus);
    },
    [control, virtual, perRow],
  );
  useLayoutEffect(() => focusEntry(body.current, toFocus));
  useImperativeHandle(props.handle, () => ({ goTo }), [goTo]);

  const onKeyDown = useGridKeys({
    source,
    control,
    columns: perRow,
    pageRows: () => Math.floor(((scroller.current?.clientHeight ?? 0) - stickyTop) / rowHeight),
    goTo,
    onCommand,
  });
  const pointer = useGridPointer(props, isNarrow);

  const tall = source.total === null ? 12 : total;
  return (
    <div
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={source.total === null ? -1 : Math.ceil(total / perRow) + (layout === 'list' ? 1 : 0)}
      aria-colcount={layout === 'list' ? shown.length + 2 : perRow}
      aria-busy={source.total === null}
      className={classes('grid', `grid-${layout}`, isNarrow && 'grid-narrow')}
      onKeyDown={onKeyDown}
      {...pointer}
      onFocus={(event) => {
        inside.current = true;
        pointer.onFocus(event);
      }}
      onBlur={(event) => {
        // A row that goes away loses the focus to nothing; only going elsewhere counts.
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) inside.current = false;
      }}
    >
      {layout === 'list' && (
        <GridHead
          columns={shown}
          control={control}
          total={total}
          isNarrow={isNarrow}
          sorting={sorting}
          onSort={onSort}
        />
      )}
      <div ref={body} role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const top = row.start - margin;
          if (layout === 'list') {
            const entry = source.at(row.index);
            return (
              <GridRow
                key={entry ? `e${entry.id}` : `i${row.index}`}
                entry={entry}
                index={row.index}
                top={top}
                height={rowHeight}
                isSelected={entry !== undefined && control.selection.ids.has(entry.id)}
                isFocusable={row.index === control.focused}
                columns={shown}
                isNarrow={isNarrow}
                parts={parts}
              />
            );
          }
          return (
            <div
              key={row.index}
              role="row"
              aria-rowindex={row.index + 1}
              className="grid-tiles-row"
              style={{
                transform: `translateY(${top}px)`,
                height: rowHeight,
                gridTemplateColumns: `repeat(${perRow}, 1fr)`,
              }}
            >
              {Array.from({ length: Math.min(perRow, tall - row.index * perRow) }, (_, column) => {
                const index = row.index * perRow + column;
                const entry = source.at(index);
                return (
                  <GridTile
                    key={entry ? `e${entry.id}` : `i${index}`}
                    entry={entry}
                    index={index}
                    column={column}
                    isSelected={entry !== undefined && control.selection.ids.has(entry.id)}
                    isFocusable={index === control.focused}
                    parts={parts}
                  />
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function focusEntry(body: HTMLElement | null, wanted: { current: number | null }): void {
  if (wanted.current === null) return;
  const element = body?.querySelector<HTMLElement>(`[data-index="${wanted.current}"][data-loaded]`);
  if (!element) return;
  element.focus({ preventScroll: true });
  wanted.current = null;
}

/** One set of listeners for all rows. */
function useGridPointer<T extends GridEntry, Key extends string>(props: FileGridProps<T, Key>, isNarrow: boolean) {
  const { source, control, onCommand, onMenu } = props;
  const indexOf = (event: { target: EventTarget }): number | null => {
    const index = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset['index'];
    return index === undefined ? null : Number(index);
  };
  const touched = useRef(false);
  return {
    onPointerDown: (event: { pointerType: string }) => {
      touched.current = event.pointerType === 'touch';
    },
    onFocus: (event: { target: EventTarget }) => {
      const index = indexOf(event);
      if (index !== null && index !== control.focused) control.setFocused(index);
    },
    onClick: (event: MouseEvent<HTMLElement>) => {
      const index = indexOf(event);
      if (index === null) return;
      const target = event.target as HTMLElement;
      const entry = source.at(index);
      if (!entry || target.closest('[data-editor]')) return;
      if (target.closest('[data-part="menu"]')) {
        const box = target.closest('[data-part="menu"]')?.getBoundingClientRect();
        if (box) onMenu(entry, { x: box.left, y: box.bottom });
        return;
      }
      if (target.closest('[data-part="check"]')) {
        if (event.shiftKey) void control.extendTo(index, true);
        else control.toggleAt(index);
        return;
      }
      if (target.closest('[data-part="own"]')) return;
      const adds = event.ctrlKey || event.metaKey;
      const onLink = target.closest('[data-part="open"]') !== null;
      // With a finger one opens; once something is selected, one selects more.
      const selecting = touched.current && control.selection.ids.size > 0;
      if (selecting || adds || event.shiftKey) {
        event.preventDefault();
        if (event.shiftKey) void control.extendTo(index, adds);
        else control.toggleAt(index);
      } else if (onLink || touched.current || isNarrow) {
        event.preventDefault();
        onCommand('open', entry);
      } else control.onlyAt(index);
    },
    onDoubleClick: (event: MouseEvent<HTMLElement>) => {
      const index = indexOf(event);
      const part = (event.target as HTMLElement).closest('[data-part], [data-editor]');
      const entry = index === null || part ? undefined : source.at(index);
      if (entry) onCommand('open', entry);
    },
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      const index = indexOf(event);
      const entry = index === null ? undefined : source.at(index);
      if (!entry || index === null || (event.target as HTMLElement).closest('[data-editor]')) return;
      event.preventDefault();
      // A long press with a finger begins a selection.
      if (touched.current) control.toggleAt(index);
      else onMenu(entry, { x: event.clientX, y: event.clientY });
    },
  };
}
