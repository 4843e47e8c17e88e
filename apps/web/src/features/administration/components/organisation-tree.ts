import type { Organisation } from '../api/organisations.ts';

export interface OrganisationRow {
  readonly organisation: Organisation;
  /** How deep below the state, 0 for the top. */
  readonly depth: number;
}

/** The tree from top to bottom as rows; who has no known parent stands at the top. */
export function organisationTree(organisations: readonly Organisation[]): OrganisationRow[] {
  const known = new Set(organisations.map(({ key }) => key));
  const children = Map.groupBy(organisations, ({ parentKey }) =>
    parentKey !== null && known.has(parentKey) ? parentKey : '',
  );
  const below = (key: string, depth: number): OrganisationRow[] =>
    (children.get(key) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name, 'de'))
      .flatMap((organisation) => [{ organisation, depth }, ...below(organisation.key, depth + 1)]);
  return below('', 0);
}
