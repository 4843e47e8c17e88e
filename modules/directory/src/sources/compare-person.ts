import type { Language } from '../directory-tables.ts';
import { sourceFields } from '../kept-fields.ts';
import type { PresentPerson } from './present-state.ts';
import type { DifferenceItem, Link } from './source-difference.ts';
import type { PersonValues } from './source-record.ts';

/** Undefined: the person is as the source says. */
export function comparePerson(
  externalId: string,
  values: PersonValues,
  person: PresentPerson | undefined,
  adopted: PresentPerson | undefined,
  link: Link,
  language: Language | undefined,
): DifferenceItem | undefined {
  const present = person ?? adopted;
  if (!present) {
    const after = { ...defined(values), ...(language === undefined ? {} : { language }), link };
    return { kind: 'added', externalId, label: values.name, before: null, after };
  }
  const differing = sourceFields.filter((field) => values[field] !== undefined && !same(values[field], present[field]));
  const returning = present.state !== 'present';
  if (differing.length === 0 && !returning && !adopted) return undefined;
  const pick = (from: Partial<PersonValues>) => Object.fromEntries(differing.map((field) => [field, from[field]]));
  return {
    kind: returning ? 'returning' : 'changed',
    externalId,
    label: values.name,
    before: pick(present),
    after: { ...pick(values), link: adopted ? { ...link, adopts: adopted.personId } : link },
  };
}

function same(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((value, at) => value === b[at]);
}

function defined(values: PersonValues): PersonValues {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as unknown as PersonValues;
}
