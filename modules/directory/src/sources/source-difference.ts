import type { Language } from '../directory-tables.ts';
import type { PersonValues } from './source-record.ts';

export const itemKinds = [
  'added',
  'changed',
  'returning',
  'leaving',
  'group-added',
  'group-changed',
  'group-removed',
  'problem',
] as const;
export type ItemKind = (typeof itemKinds)[number];

/** How the entry is to be known from now on. */
export interface Link {
  readonly reference: string | null;
  readonly stamp: string | null;
  /** A person who belongs to no source yet and is this one from now on. */
  readonly adopts?: number;
}

/** One thing that differs, as it is shown and as it is applied. */
export type DifferenceItem =
  | Item<'added', null, PersonValues & { readonly language?: Language | undefined; readonly link: Link }>
  | Item<'changed', Partial<PersonValues>, Partial<PersonValues> & { readonly link: Link }>
  | Item<'returning', Partial<PersonValues>, Partial<PersonValues> & { readonly link: Link }>
  | Item<'leaving', null, { readonly reason: 'removed' | 'disabled' }>
  | Item<
      'group-added',
      null,
      { readonly key: string; readonly name: string; readonly add: readonly string[]; readonly stamp: string | null }
    >
  | Item<
      'group-changed',
      { readonly name?: string },
      {
        readonly name?: string;
        readonly add: readonly string[];
        readonly remove: readonly string[];
        readonly stamp: string | null;
      }
    >
  | Item<'group-removed', null, null>
  | Item<'problem', null, Problem>;

interface Item<Kind extends ItemKind, Before, After> {
  readonly kind: Kind;
  readonly externalId: string;
  /** Who or what, readable. */
  readonly label: string;
  readonly before: Before;
  readonly after: After;
}

/** Why somebody or something is not taken over, or not quite. */
export interface Problem {
  readonly problem: ProblemCode;
  /** The field it is about, and its value as far as it can be shown. */
  readonly field?: string;
  readonly value?: string;
}

export const problemCodes = [
  'no_id',
  'id_twice',
  'bad_login',
  'login_twice',
  'login_taken',
  'bad_name',
  'bad_email',
  'bad_phone',
  'too_long',
  'unknown_organisation',
  'outside_organisation',
  'closed_organisation',
  'bad_group',
  'group_key_taken',
  'protected',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface Difference {
  readonly items: readonly DifferenceItem[];
  /** Entries that say what is known already, but whose link changed. */
  readonly relinked: readonly ({ readonly externalId: string } & Link)[];
  readonly relinkedGroups: readonly { readonly externalId: string; readonly stamp: string | null }[];
  readonly unchanged: number;
  /** People of the source who are here now. */
  readonly present: number;
}
