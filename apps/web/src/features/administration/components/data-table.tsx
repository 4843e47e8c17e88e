import { useLingui } from '@lingui/react/macro';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { classes } from '../../../ui/classes.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly kind?: 'number' | 'actions';
  /** Left out on a phone. */
  readonly wideOnly?: boolean;
}

type Key = string | number;

/** Which rows are ticked, by their keys. */
export interface Ticking<Row> {
  readonly ticked: ReadonlySet<Key>;
  readonly onChange: (ticked: ReadonlySet<Key>) => void;
  readonly nameOf: (row: Row) => string;
  /** Rows for which nothing can be done at once have no box. */
  readonly canTick?: (row: Row) => boolean;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined: not there yet. */
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => Key;
  readonly emptyIcon: LucideIcon;
  readonly emptyTitle: string;
  /** What to do where nothing is. */
  readonly emptyText?: ReactNode;
  readonly emptyAction?: ReactNode;
  readonly ticking?: Ticking<Row>;
}

/** A plain table; with `ticking`, rows can be chosen for something that is done with all of them. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, keyOf, emptyIcon, emptyTitle, emptyText, emptyAction, ticking } = props;
  return (
    <div className="table-frame" aria-busy={rows === undefined}>
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {ticking && (
              <th scope="col" className="cell-tick">
                <TickAll rows={rows ?? []} keyOf={keyOf} ticking={ticking} />
              </th>
            )}
            {columns.map((column) => (
              <th key={column.id} scope="col" className={cellClass(column)}>
                {column.kind === 'actions' ? <span className="visually-hidden">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === undefined && <LoadingRows columns={columns} isTicked={ticking !== undefined} />}
          {rows?.map((row) => (
            <tr key={keyOf(row)} data-ticked={ticking?.ticked.has(keyOf(row)) === true}>
              {ticking && (
                <td className="cell-tick">
                  <Tick row={row} id={keyOf(row)} ticking={ticking} />
                </td>
              )}
              {columns.map((column) => (
                <td key={column.id} className={cellClass(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows?.length === 0 && (
        <div className="table-empty">
          <EmptyState icon={emptyIcon} title={emptyTitle} action={emptyAction}>
            {emptyText}
          </EmptyState>
        </div>
      )}
    </div>
  );
}

interface TickAllProps<Row> {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => Key;
  readonly ticking: Ticking<Row>;
}

function TickAll<Row>({ rows, keyOf, ticking }: TickAllProps<Row>) {
  const { t } = useLingui();
  const { ticked, onChange, canTick = () => true } = ticking;
  const possible = rows.filter(canTick).map(keyOf);
  const chosen = possible.filter((key) => ticked.has(key)).length;
  return (
    <Checkbox
      aria-label={t`Alle auf dieser Seite auswählen`}
      isDisabled={possible.length === 0}
      isSelected={chosen > 0 && chosen === possible.length}
      isIndeterminate={chosen > 0 && chosen < possible.length}
      onChange={(all) => {
        const next = new Set(ticked);
        for (const key of possible)
          if (all) next.add(key);
          else next.delete(key);
        onChange(next);
      }}
    />
  );
}

function Tick<Row>({ row, id, ticking }: { readonly row: Row; readonly id: Key; readonly ticking: Ticking<Row> }) {
  const { t } = useLingui();
  const { ticked, onChange, nameOf, canTick = () => true } = ticking;
  if (!canTick(row)) return null;
  return (
    <Checkbox
      aria-label={t`${nameOf(row)} auswählen`}
      isSelected={ticked.has(id)}
      onChange={(chosen) => {
        const next = new Set(ticked);
        if (chosen) next.add(id);
        else next.delete(id);
        onChange(next);
      }}
    />
  );
}

function cellClass<Row>({ kind, wideOnly }: Column<Row>): string {
  return classes(kind === 'number' && 'cell-number', kind === 'actions' && 'cell-actions', wideOnly && 'cell-wide');
}

interface LoadingRowsProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly isTicked: boolean;
}

function LoadingRows<Row>({ columns, isTicked }: LoadingRowsProps<Row>) {
  return Array.from({ length: 6 }, (_, index) => (
    <tr key={index}>
      {isTicked && <td className="cell-tick" />}
      {columns.map((column) => (
        <td key={column.id} className={cellClass(column)}>
          <div className="cell-main">{column.kind !== 'actions' && <Skeleton width="70%" />}</div>
        </td>
      ))}
    </tr>
  ));
}
