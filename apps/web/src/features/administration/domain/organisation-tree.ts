import type { Organisation } from '../api/organisations.ts';
import { fold } from './fold.ts';

/** The organisations with who stands below whom. */
export interface OrganisationTree {
  readonly byKey: ReadonlyMap<string, Organisation>;
  /** Sorted by name; '' holds the tops. */
  readonly children: ReadonlyMap<string, readonly Organisation[]>;
}

export interface OrganisationRow {
  readonly organisation: Organisation;
  /** 1 for the top. */
  readonly level: number;
  readonly isOpen: boolean;
  readonly hasChildren: boolean;
  /** False for those that are shown because something below them fits the search. */
  readonly fits: boolean;
  readonly position: number;
  readonly siblings: number;
}

/** Who has no known parent stands at the top. */
export function organisationTree(organisations: readonly Organisation[]): OrganisationTree {
  const byKey = new Map(organisations.map((organisation) => [organisation.key, organisation]));
  const collator = new Intl.Collator('de', { numeric: true });
  const groups = Map.groupBy(organisations, ({ parentKey }) =>
    parentKey !== null && byKey.has(parentKey) ? parentKey : '',
  );
  const children = new Map(
    [...groups].map(([key, list]) => [key, list.toSorted((a, b) => collator.compare(a.name, b.name))]),
  );
  return { byKey, children };
}

/** From the top down to the organisation itself. */
export function pathOf({ byKey }: OrganisationTree, key: string): Organisation[] {
  const path: Organisation[] = [];
  for (
    let at = byKey.get(key);
    at && !path.includes(at);
    at = at.parentKey === null ? undefined : byKey.get(at.parentKey)
  ) {
    path.unshift(at);
  }
  return path;
}

export function isWithin(tree: OrganisationTree, key: string, ancestorKey: string): boolean {
  return pathOf(tree, key).some((organisation) => organisation.key === ancestorKey);
}

export function fitsSearch({ name, shortName, key }: Organisation, folded: string): boolean {
  return folded.split(/\s+/).every((word) => fold(`${name} ${shortName ?? ''} ${key}`).includes(word));
}

/** What is in sight: open branches, or with a search what fits and everything above it. */
export function visibleRows(tree: OrganisationTree, open: ReadonlySet<string>, search: string): OrganisationRow[] {
  const folded = fold(search.trim());
  const fitting = folded === '' ? null : fittingKeys(tree, folded);
  const rows: OrganisationRow[] = [];
  const visit = (parentKey: string, level: number) => {
    const list = (tree.children.get(parentKey) ?? []).filter(({ key }) => fitting === null || fitting.has(key));
    for (const [at, organisation] of list.entries()) {
      const below = tree.children.get(organisation.key) ?? [];
      const hasChildren = fitting === null ? below.length > 0 : below.some(({ key }) => fitting.has(key));
      const isOpen = hasChildren && (fitting !== null || open.has(organisation.key));
      const fits = fitting === null || fitting.get(organisation.key) === true;
      rows.push({ organisation, level, isOpen, hasChildren, fits, position: at + 1, siblings: list.length });
      if (isOpen) visit(organisation.key, level + 1);
    }
  };
  visit('', 1);
  return rows;
}

/** true: fits; false: something below it does. */
function fittingKeys(tree: OrganisationTree, folded: string): Map<string, boolean> {
  const keys = new Map<string, boolean>();
  for (const organisation of tree.byKey.values()) {
    if (!fitsSearch(organisation, folded)) continue;
    for (const { key } of pathOf(tree, organisation.key)) if (!keys.has(key)) keys.set(key, false);
    keys.set(organisation.key, true);
  }
  return keys;
}
