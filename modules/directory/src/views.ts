import type { PersonRole } from '@landescloud/kernel';
import type { Language, OrganisationKind, Theme } from './directory-tables.ts';

export interface OrganisationView {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly parentKey: string | null;
  /** People who are not disabled; only administrators are told. */
  readonly peopleCount?: number;
}

export interface OrganisationRef {
  readonly id: number;
  readonly key: string;
  readonly name: string;
}

/** What the other rooms need to know of a person, from memory where possible. */
export interface PersonCard {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly organisation: OrganisationRef;
  readonly role: PersonRole;
  readonly language: Language;
  readonly theme: Theme;
  readonly disabled: boolean;
}

/** A person as others find them. The rest is for administrators: absent, not empty, for everybody else. */
export interface PersonView {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly organisation: { readonly key: string; readonly name: string };
  readonly email?: string | null;
  readonly role?: PersonRole;
  readonly disabled?: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt?: number;
}

/** Oneself. */
export interface MeView {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly organisation: { readonly key: string; readonly name: string };
  readonly role: PersonRole;
  readonly language: Language;
  readonly theme: Theme;
}

export interface GroupView {
  readonly key: string;
  readonly name: string;
  readonly organisationKey: string | null;
  readonly memberCount: number;
}
