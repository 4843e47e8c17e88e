import type { SourceOfPerson } from './person-reader.ts';
import type { KeptField } from './views.ts';

/** What a source can say of a person. */
export const sourceFields: readonly KeptField[] = [
  'login',
  'name',
  'email',
  'addresses',
  'organisation',
  'jobTitle',
  'phone',
  'place',
  'manager',
];

/** What a source says about its people: a file by its columns, a directory by its attributes, a service by everything. */
export function keptFields({ kind, columns, attributes }: SourceOfPerson): KeptField[] {
  if (kind === 'scim') return [...sourceFields];
  const named = kind === 'csv' ? columns : attributes;
  const says = (field: string) => typeof named?.[field] === 'string' && named[field] !== '';
  return sourceFields.filter(
    (field) =>
      field === 'login' ||
      says(field) ||
      (field === 'name' && (says('firstName') || says('lastName'))) ||
      // a directory's people belong where its settings say, by attribute or not
      (field === 'organisation' && kind === 'ldap'),
  );
}
