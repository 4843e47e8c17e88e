import { useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import type { GridEntry } from '../domain/entry-source.ts';
import { classes } from '../../../ui/classes.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { entryAttributes, MenuDots, stopLabel, type EntryProps } from './grid-row.tsx';

function Tile<T extends GridEntry>(props: EntryProps<T> & { readonly column: number }) {
  const { entry, index, column, isSelected, isFocusable, parts } = props;
  const { t } = useLingui();
  if (!entry) {
    return (
      <div role="gridcell" data-index={index} className="grid-tile grid-loading" tabIndex={isFocusable ? 0 : -1}>
        <Skeleton height={110} />
        <Skeleton width="70%" />
      </div>
    );
  }
  const { name } = entry;
  return (
    <div
      role="gridcell"
      data-loaded
      {...entryAttributes(props, entry)}
      aria-colindex={column + 1}
      className={classes('grid-tile', parts.isDimmed?.(entry) && 'grid-dimmed')}
      tabIndex={isFocusable ? 0 : -1}
    >
      <div className="grid-tile-picture">{parts.icon(entry, 'tile')}</div>
      <label className="grid-check-hit grid-tile-check" data-part="check" onClick={stopLabel}>
        <input type="checkbox" tabIndex={-1} checked={isSelected} readOnly aria-label={t`${name} auswählen`} />
      </label>
      <div className="grid-tile-foot">
        <span className="grid-name-text">
          {parts.name(entry)}
          <span className="grid-subline">
            {parts.signs?.(entry)}
            <span className="truncate">{parts.subline(entry, 'tile')}</span>
          </span>
        </span>
        <MenuDots name={name} />
      </div>
    </div>
  );
}

export const GridTile = memo(Tile) as typeof Tile;
