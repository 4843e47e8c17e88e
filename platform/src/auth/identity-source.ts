import type { PersonRole, RoleAssignment } from '@landescloud/kernel';
import type { SignInStrength } from './strength.ts';

/** Who a person is, as far as signing in needs it. */
export interface Identity {
  readonly personId: number;
  readonly login: string;
  readonly name: string;
  readonly organisationId: number;
  readonly role: PersonRole;
  readonly assignments: readonly RoleAssignment[];
  /** A disabled person cannot sign in, and what was signed in ends. */
  readonly disabled: boolean;
  /** What the rules ask of this person, with their organisation and roles. */
  readonly requiredStrength: SignInStrength;
  /** Whether a code by mail may stand for a password: guests. What the rules ask besides is asked all the same. */
  readonly mailCode?: boolean;
  /** Whether the organisation's own provider signs them in: then there is no password to reset here. */
  readonly byProvider?: boolean;
}

/** What the browser is told about the person who is signed in. */
export interface SessionPerson {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly organisation: OrganisationName & {
    readonly shortName?: string | null;
    readonly colour?: string | null;
    readonly hasLogo?: boolean;
    /** From the root down to the organisation itself. */
    readonly path?: OrganisationName[];
  };
  readonly role: PersonRole;
  readonly language: 'de' | 'en';
  readonly theme: 'system' | 'light' | 'dark';
  readonly assignments?: { readonly role: string; readonly organisation: OrganisationName }[];
  /** Whether there is an organisation that the person administers, or whose audit log they may read. */
  readonly administers?: boolean;
  readonly auditor?: boolean;
}

interface OrganisationName {
  readonly key: string;
  readonly name: string;
}

/**
 * The port to whoever knows the people; the directory implements it. `findById` and `findByLogin` answer the present
 * state, never a cached one: what auth keeps, it keeps itself for half a minute.
 */
export interface IdentitySource {
  findByLogin(login: string): Promise<Identity | undefined>;
  findById(personId: number): Promise<Identity | undefined>;
  /** For who forgot their login; undefined also where several people have the address. */
  findByEmail?(email: string): Promise<Identity | undefined>;
  profile(personId: number): Promise<SessionPerson | undefined>;
}

/** Hint topic on which the directory says that a person changed (`{ personId }`): kept credentials are looked up anew. */
export const personChangedTopic = 'directory.person';

/** Hint topic on which auth says that something signed in has ended: `{ personId, credential?: { kind, id } }`. */
export const accessEndedTopic = 'auth.ended';

/** The directory's event upon which auth ends everything that the person (`subject` 'person:7') was signed in with. */
export const personDisabledEvent = 'directory.person_disabled';

/** The directory's event upon which auth forgets the person. */
export const personErasedEvent = 'directory.person_erased';
