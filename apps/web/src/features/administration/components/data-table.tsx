import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
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

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined: not there yet. */
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => string | number;
  readonly emptyIcon: LucideIcon;
  readonly emptyTitle: string;
}

/** A plain table. */
export function DataTable<Row>({ label, columns, rows, keyOf, emptyIcon, emptyTitle }: DataTableProps<Row>) {
  return (
    <div className="table-frame" aria-busy={rows === undefined}>
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={cellClass(column)}>
                {column.kind === 'actions' ? <span className="visually-hidden">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === undefined && <LoadingRows columns={columns} />}
          {rows?.map((row) => (
            <tr key={keyOf(row)}>
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
          <EmptyState icon={emptyIcon} title={emptyTitle} />
        </div>
      )}
    </div>
  );
}

function cellClass<Row>({ kind, wideOnly }: Column<Row>): string {
  return classes(kind === 'number' && 'cell-number', kind === 'actions' && 'cell-actions', wideOnly && 'cell-wide');
}

function LoadingRows<Row>({ columns }: { readonly columns: readonly Column<Row>[] }) {
  return Array.from({ length: 6 }, (_, index) => (
    <tr key={index}>
      {columns.map((column) => (
        <td key={column.id} className={cellClass(column)}>
          <div className="cell-main">{column.kind !== 'actions' && <Skeleton width="70%" />}</div>
        </td>
      ))}
    </tr>
  ));
}
