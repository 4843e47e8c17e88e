import type { ReactNode } from 'react';
import type { SortKey } from '../api/node-types.ts';

export interface Column<T, Key extends string = SortKey> {
  readonly id: string;
  readonly label: string;
  /** A width for grid-template-columns. */
  readonly width: string;
  readonly sortKey?: Key;
  readonly align?: 'end';
  /** Left out where the grid is narrower than this many pixels. */
  readonly from?: number;
  readonly render: (entry: T) => ReactNode;
}
