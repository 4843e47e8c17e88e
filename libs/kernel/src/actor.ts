/** Who acts. Every command takes an actor and checks its right itself. */
export type Actor = PersonActor | SystemActor;

/** What a person is on the whole platform; rights on spaces are not roles of a person but memberships. */
export type PersonRole = 'member' | 'guest' | 'platform-administrator';

/** What a person may do for an organisation and everything below it. */
export const organisationRoles = ['organisation-administrator', 'auditor', 'reporter', 'access-manager'] as const;
export type OrganisationRole = (typeof organisationRoles)[number];

export interface RoleAssignment {
  readonly role: OrganisationRole;
  readonly organisationId: number;
}

/** What kind of program speaks for the person: for activity and audit, never for rights. */
export type ClientKind = 'browser' | 'desktop' | 'mobile' | 'dav' | 'command-line';

export interface PersonActor {
  readonly kind: 'person';
  readonly personId: number;
  readonly login: string;
  readonly name: string;
  readonly organisationId: number;
  readonly role: PersonRole;
  readonly assignments: readonly RoleAssignment[];
  readonly client: ClientKind;
}

/**
 * Who came by a link and has no account. What they may do is what was granted to the link, and never what its maker
 * may. No `Actor`, so that only those commands take one that were made for it.
 */
export interface LinkActor {
  readonly kind: 'link';
  /** Stands in grants where a person's id would; always negative. */
  readonly granteeId: number;
  /** Who made the link: answers for it, and is told. */
  readonly makerId: number;
  readonly organisationId: number;
  /** What the visitor calls themselves; '' where nobody asked. */
  readonly name: string;
  readonly client: ClientKind;
}

/** Work that no person asked for, such as a purge; the name says which. */
export interface SystemActor {
  readonly kind: 'system';
  readonly name: string;
}

/** The loud word for acting without a person. */
export function systemActor(name: string): SystemActor {
  return { kind: 'system', name };
}

export function isPlatformAdministrator(actor: Actor): boolean {
  return actor.kind === 'system' || actor.role === 'platform-administrator';
}
