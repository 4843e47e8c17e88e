import { Plural, useLingui } from '@lingui/react/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { formatNumber } from '../../../i18n/format.ts';
import { classes } from '../../../ui/classes.ts';
import type { OrganisationRow } from '../domain/organisation-tree.ts';
import { organisationIcons, organisationKinds } from './organisation-kinds.ts';
import { useTreeKeys } from './use-tree-keys.ts';
import './organisation-tree-grid.css';

interface OrganisationTreeGridProps {
  readonly label: string;
  readonly rows: readonly OrganisationRow[];
  /** The organisation that is shown or chosen. */
  readonly selected: string | null;
  /** Comes into view at first where nothing is selected. */
  readonly beginAt?: string;
  readonly onOpen: (key: string) => void;
  readonly onExpand: (keys: readonly string[], open: boolean) => void;
  /** Cannot be chosen. */
  readonly isBlocked?: (key: string) => boolean;
}

const rowHeight = 44;

/** Organisations of any number as a tree: only what is in sight is there. */
export function OrganisationTreeGrid(props: OrganisationTreeGridProps) {
  const { label, rows, selected, beginAt, onOpen, onExpand, isBlocked } = props;
  const { t } = useLingui();
  const scroller = useRef<HTMLDivElement>(null);
  const [focusedKey, setFocusedKey] = useState<string | null>(selected);
  const found = rows.findIndex(({ organisation }) => organisation.key === (focusedKey ?? selected));
  const current = Math.max(0, found);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => rows[index]?.organisation.key ?? index,
  });

  const toFocus = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (toFocus.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${toFocus.current}"]`);
    if (!row) return;
    row.focus({ preventScroll: true });
    toFocus.current = null;
  });
  const goTo = (index: number) => {
    const row = rows[index];
    if (!row) return;
    toFocus.current = index;
    setFocusedKey(row.organisation.key);
    virtual.scrollToIndex(index);
  };

  const shownSelected = useRef<string | null>(null);
  useEffect(() => {
    // What a link leads to comes into view, once.
    const wanted = selected ?? beginAt;
    const index = rows.findIndex(({ organisation }) => organisation.key === wanted);
    if (wanted === undefined || index < 0 || shownSelected.current === wanted) return;
    const first = shownSelected.current === null;
    shownSelected.current = wanted;
    // At first with what stands below it; later only as far as it takes.
    virtual.scrollToIndex(Math.max(0, index - (first ? 2 : 0)), { align: first ? 'start' : 'auto' });
  }, [rows, selected, beginAt, virtual]);

  const onKeyDown = useTreeKeys({
    rows,
    current,
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1),
    goTo,
    onExpand,
    onOpen: ({ organisation }) => !isBlocked?.(organisation.key) && onOpen(organisation.key),
  });

  const items = virtual.getVirtualItems();
  return (
    <div role="treegrid" aria-label={label} aria-rowcount={rows.length + 1} className="org-tree" onKeyDown={onKeyDown}>
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className="org-tree-head">
          <span role="columnheader">{t`Name`}</span>
          <span role="columnheader">{t`Personen`}</span>
        </div>
      </div>
      <div ref={scroller} role="rowgroup" className="org-tree-scroll">
        <div role="presentation" className="org-tree-sizer" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <TreeRow
                key={item.key}
                row={row}
                index={item.index}
                top={item.start}
                isSelected={row.organisation.key === selected}
                isFocusable={item.index === current}
                isBlocked={isBlocked?.(row.organisation.key) === true}
                onOpen={() => {
                  setFocusedKey(row.organisation.key);
                  onOpen(row.organisation.key);
                }}
                onExpand={(open) => onExpand([row.organisation.key], open)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface TreeRowProps {
  readonly row: OrganisationRow;
  readonly index: number;
  readonly top: number;
  readonly isSelected: boolean;
  readonly isFocusable: boolean;
  readonly isBlocked: boolean;
  readonly onOpen: () => void;
  readonly onExpand: (open: boolean) => void;
}

function TreeRow({ row, index, top, isSelected, isFocusable, isBlocked, onOpen, onExpand }: TreeRowProps) {
  const { t } = useLingui();
  const { organisation, level, isOpen, hasChildren, fits } = row;
  const Icon = organisationIcons[organisation.kind];
  const kind = t(organisationKinds[organisation.kind]);
  return (
    <div
      role="row"
      data-index={index}
      data-key={organisation.key}
      aria-rowindex={index + 2}
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={isSelected}
      {...(isBlocked ? { 'aria-disabled': true } : {})}
      {...(hasChildren ? { 'aria-expanded': isOpen } : {})}
      tabIndex={isFocusable ? 0 : -1}
      className={classes('org-tree-row', !fits && 'org-tree-above', organisation.closed && 'org-tree-closed')}
      style={{ transform: `translateY(${top}px)` }}
      onClick={isBlocked ? undefined : onOpen}
    >
      <div role="gridcell" className="org-tree-name" style={{ paddingInlineStart: 6 + (level - 1) * 22 }}>
        <span
          aria-hidden
          className="org-tree-chevron"
          onClick={(event) => {
            if (!hasChildren) return;
            event.stopPropagation();
            onExpand(!isOpen);
          }}
        >
          {hasChildren && <ChevronRight data-open={isOpen} />}
        </span>
        <span className={`org-tile org-tile-${organisation.kind}`} title={kind}>
          <Icon aria-hidden />
          <span className="visually-hidden">{kind}: </span>
        </span>
        <span className="truncate org-tree-text">{organisation.name}</span>
        {organisation.closed && <span className="tag">{t`geschlossen`}</span>}
      </div>
      <div role="gridcell" className="org-tree-count">
        {organisation.peopleCount === undefined ? (
          <span className="visually-hidden">{t`nicht bekannt`}</span>
        ) : (
          <>
            <span aria-hidden>{formatNumber(organisation.peopleCount)}</span>
            <span className="visually-hidden">
              <Plural value={organisation.peopleCount} one="# Person" other="# Personen" />
            </span>
          </>
        )}
      </div>
    </div>
  );
}
