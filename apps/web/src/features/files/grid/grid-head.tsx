import { useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Sorting } from '../api/node-types.ts';
import { coverage } from '../domain/selection.ts';
import { classes } from '../../../ui/classes.ts';
import type { Column } from './column.ts';
import type { GridControl } from './use-grid-state.ts';

interface GridHeadProps<T, Key extends string> {
  readonly columns: readonly Column<T, Key>[];
  readonly control: GridControl;
  readonly total: number;
  readonly isNarrow: boolean;
  readonly sorting: Sorting<Key> | undefined;
  readonly onSort: ((key: Key) => void) | undefined;
}

export function gridTemplate<T>(columns: readonly Column<T, string>[], isNarrow: boolean): string {
  const widths = isNarrow ? 'minmax(0, 1fr)' : columns.map(({ width }) => width).join(' ');
  return `${isNarrow ? '44px' : '48px'} ${widths} ${isNarrow ? '48px' : '84px'}`;
}

/** The column headings; they stay in view, sort, and select everything. */
export function GridHead<T, Key extends string>(props: GridHeadProps<T, Key>) {
  const { columns, control, total, isNarrow, sorting, onSort } = props;
  const { t } = useLingui();
  const covered = coverage(control.selection, total);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = covered === 'some';
  }, [covered]);
  const shown = isNarrow ? columns.slice(0, 1) : columns;
  return (
    <div role="rowgroup" className="grid-head" data-sticky>
      <div
        role="row"
        aria-rowindex={1}
        className="grid-head-row"
        style={{ gridTemplateColumns: gridTemplate(columns, isNarrow) }}
      >
        <div role="columnheader" className="grid-check" aria-colindex={1}>
          <label className="grid-check-hit">
            <input
              ref={box}
              type="checkbox"
              aria-label={t`Alles auswählen`}
              checked={covered === 'all'}
              disabled={total === 0}
              onChange={() => (covered === 'all' ? control.clear() : void control.everything())}
            />
          </label>
        </div>
        {shown.map(({ id, label, sortKey, align }, at) => {
          const active = sortKey !== undefined && sorting?.key === sortKey;
          const order = active ? (sorting.descending ? 'descending' : 'ascending') : undefined;
          return (
            <div
              key={id}
              role="columnheader"
              aria-colindex={at + 2}
              className={classes('grid-heading', align === 'end' && 'grid-end')}
              {...(order ? { 'aria-sort': order } : {})}
            >
              {sortKey && onSort ? (
                <button type="button" onClick={() => onSort(sortKey)}>
                  {label}
                  {active && (sorting.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
                </button>
              ) : (
                <span>{label}</span>
              )}
            </div>
          );
        })}
        <div role="columnheader" aria-colindex={shown.length + 2} className="grid-heading grid-end">
          <span className="visually-hidden">{t`Aktionen`}</span>
        </div>
      </div>
    </div>
  );
}
