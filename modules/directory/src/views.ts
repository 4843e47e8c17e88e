import type { OrganisationRole, PersonRole } from '@landescloud/kernel';
import type { Language, OrganisationKind, Theme } from './directory-tables.ts';
import type { RuleName, RuleValue } from './rules.ts';

export interface OrganisationName {
  readonly key: string;
  readonly name: string;
}

export interface OrganisationView {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: OrganisationKind;
  readonly parentKey: string | null;
  readonly closed: boolean;
  /** Whether the one who asks administers it. */
  readonly administered: boolean;
  /** People who are not disabled; only those who administer it are told. */
  readonly peopleCount?: number;
}

export interface OrganisationDetails extends OrganisationView {
  readonly officialKey: string | null;
  /** '#005b7f' */
  readonly colour: string | null;
  readonly hasLogo: boolean;
  /** Where its own notices stand; null: what stands above has them. */
  readonly imprintUrl: string | null;
  readonly privacyUrl: string | null;
  /** From the root down, itself not included. */
  readonly path: OrganisationName[];
  /** Only those who administer it are told. */
  readonly mailDomains?: string[];
  readonly quotaBytes?: number | null;
  /** Whether they administer what stands above, too: then they say what it is within the state. */
  readonly administeredAbove?: boolean;
}

export interface OrganisationRef {
  readonly id: number;
  readonly key: string;
  readonly name: string;
}

export interface Logo {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly body: Buffer;
}

/** A rule as it holds for an organisation, and what its administrators may set. */
export interface RuleView {
  readonly rule: RuleName;
  /** What holds. */
  readonly value: RuleValue;
  /** What the organisation itself set, even where somebody above has tightened it since. */
  readonly own: RuleValue | null;
  /** Who set what holds; null: nobody, it is the default. */
  readonly from: OrganisationName | null;
  /** When who set what holds; null: nobody did, or it is not known. */
  readonly changedAt: number | null;
  readonly changedBy: string | null;
  /** What would hold if the organisation set nothing. */
  readonly inherited: RuleValue;
  /** What it may set. */
  readonly allowed: string[] | { readonly min: number; readonly max: number };
}

export interface RoleView {
  readonly role: OrganisationRole;
  readonly person: { readonly login: string; readonly name: string; readonly organisation: OrganisationName };
  /** For which, and everything below, it was given. */
  readonly organisation: OrganisationName;
  /** Given for an organisation above the one that was asked about. */
  readonly inherited: boolean;
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

export interface PersonName {
  readonly login: string;
  readonly name: string;
}

export interface HeldRole {
  readonly role: OrganisationRole;
  readonly organisation: OrganisationName;
}

export type PersonKind = 'member' | 'guest';

/** A person as others find them. The rest is for their administrators: absent, not empty, for everybody else. */
export interface PersonView {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly organisation: OrganisationName;
  readonly email?: string | null;
  readonly role?: PersonRole;
  readonly disabled?: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt?: number;
  readonly kind?: PersonKind;
  readonly jobTitle?: string | null;
  readonly phone?: string | null;
  readonly place?: string | null;
  readonly language?: Language;
  /** Besides `email`. */
  readonly addresses?: string[];
  readonly manager?: PersonName | null;
  readonly deputies?: PersonName[];
  readonly assignments?: HeldRole[];
  readonly leftAt?: number | null;
  readonly erased?: boolean;
  /** Where the person comes from; null: kept by hand. In lists absent. */
  readonly source?: PersonSource | null;
}

/** What a source keeps is set anew at its next run, whatever is changed here. */
export interface PersonSource {
  readonly id: number;
  readonly name: string;
  readonly kind: 'ldap' | 'csv' | 'scim';
  /** Whether the one who asks administers the source, too. */
  readonly administered: boolean;
  readonly keeps: KeptField[];
}

export type KeptField =
  | 'login'
  | 'name'
  | 'email'
  | 'addresses'
  | 'organisation'
  | 'jobTitle'
  | 'phone'
  | 'place'
  | 'manager';

/** Somebody in the people picker. */
export interface FoundPerson {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly organisation: OrganisationName;
  readonly jobTitle: string | null;
  readonly kind: PersonKind;
}

/** Oneself. */
export interface MeView {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly organisation: OrganisationName & {
    readonly shortName: string | null;
    readonly colour: string | null;
    readonly hasLogo: boolean;
    readonly path: OrganisationName[];
  };
  readonly role: PersonRole;
  readonly language: Language;
  readonly theme: Theme;
  readonly assignments: HeldRole[];
  /** Whether there is an organisation that one administers. */
  readonly administers: boolean;
  /** Whether there is an organisation whose audit log one may read. */
  readonly auditor: boolean;
}

export interface GroupView {
  readonly key: string;
  readonly name: string;
  readonly organisationKey: string | null;
  readonly memberCount: number;
  /** Whether the one who asks may change it. */
  readonly administered: boolean;
}

/** Something that a person owns, and that somebody has to take over when they leave. */
export interface Belonging {
  readonly kind: 'personal-space' | 'space' | 'group' | 'guest';
  readonly name: string;
  /** Of files. */
  readonly bytes?: number;
  readonly count?: number;
}
