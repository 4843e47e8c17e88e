import type { Actor } from '@landescloud/kernel';
import { csvPages } from '../csv-pages.ts';
import { requireSomeAdministration } from '../rights.ts';
import type { OrganisationQueries } from './organisation-queries.ts';

const head = ['Schlüssel', 'Name', 'Kurzname', 'Art', 'Gehört zu', 'Geschlossen', 'Personen'];

/** The organisations that the actor administers, as CSV. */
export function exportOrganisations({ list }: OrganisationQueries) {
  return (actor: Actor): AsyncIterable<string> => {
    requireSomeAdministration(actor);
    return csvPages(head, async () => {
      const own = (await list(actor)).filter(({ administered }) => administered);
      const rows = own.map(({ key, name, shortName, kind, parentKey, closed, peopleCount = 0 }) => [
        key,
        name,
        shortName ?? '',
        kind,
        parentKey ?? '',
        closed ? 'ja' : '',
        String(peopleCount),
      ]);
      return { total: 1, rows };
    });
  };
}
