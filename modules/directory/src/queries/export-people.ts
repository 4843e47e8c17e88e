import type { Actor } from '@landescloud/kernel';
import { csvPages } from '../csv-pages.ts';
import { requireSomeAdministration } from '../rights.ts';
import type { PersonView } from '../views.ts';
import type { PeopleQueries, PeopleQuery } from './people-queries.ts';

const head = [
  'Login',
  'Name',
  'E-Mail',
  'Organisation',
  'Schlüssel',
  'Funktion',
  'Telefon',
  'Ort',
  'Leitung',
  'Rolle',
  'Art',
  'Gesperrt',
  'Ausgeschieden',
];

/** What the actor administers of what they ask for, as CSV in parts. */
export function exportPeople({ list }: PeopleQueries) {
  return (actor: Actor, query: PeopleQuery): AsyncIterable<string> => {
    requireSomeAdministration(actor);
    return csvPages(head, async (offset, limit) => {
      const { total, items } = await list(actor, { ...query, administered: true, offset, limit });
      return { total, rows: items.filter(({ role }) => role !== undefined).map(cells) };
    });
  };
}

function cells(person: PersonView): string[] {
  const { login, name, email, organisation, jobTitle, phone, place, manager, role, kind, disabled, leftAt } = person;
  return [
    login,
    name,
    email ?? '',
    organisation.name,
    organisation.key,
    jobTitle ?? '',
    phone ?? '',
    place ?? '',
    manager?.login ?? '',
    role ?? '',
    kind ?? '',
    disabled === true ? 'ja' : '',
    typeof leftAt === 'number' ? new Date(leftAt).toISOString().slice(0, 10) : '',
  ];
}
