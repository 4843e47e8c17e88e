import { type Actor, DomainError, type LinkActor, type PersonActor } from '@landescloud/kernel';
import { mayNotAdd, mayNotComment, mayNotRead, notManager, readOnly } from './errors.ts';
import type { SpaceRole } from './views.ts';

/** What a grant allows; a set of these bits. Grants on a node and on all above it are united. */
export const READ = 1;
export const COMMENT = 2;
/** New files and folders, without seeing or changing what is there. */
export const ADD = 4;
/** Changing and removing what is there. */
export const CHANGE = 8;
export const MANAGE = 16;

const RIGHTS_OF: Readonly<Record<SpaceRole, number>> = {
  viewer: READ,
  commenter: READ | COMMENT,
  uploader: ADD,
  editor: READ | COMMENT | ADD | CHANGE,
  manager: READ | COMMENT | ADD | CHANGE | MANAGE,
};

export function rightsOf(role: SpaceRole): number {
  return RIGHTS_OF[role];
}

const strongestFirst: readonly SpaceRole[] = ['manager', 'editor', 'commenter', 'viewer'];

/** The strongest role that the rights hold; an uploader is who may read nothing. */
export function roleOf(rights: number): SpaceRole {
  return strongestFirst.find((role) => has(rights, RIGHTS_OF[role])) ?? 'uploader';
}

export function has(rights: number, wanted: number): boolean {
  return (rights & wanted) === wanted;
}

interface Granted {
  readonly rights: number;
}

export function requireRead(on: Granted): void {
  if (!has(on.rights, READ)) throw mayNotRead();
}

export function requireAdd(on: Granted): void {
  if (has(on.rights, ADD)) return;
  throw has(on.rights, READ) ? readOnly() : mayNotAdd();
}

export function requireChange(on: Granted): void {
  if (!has(on.rights, CHANGE)) throw readOnly();
}

export function requireComment(on: Granted): void {
  if (!has(on.rights, COMMENT)) throw mayNotComment();
}

export function requireManage(on: Granted): void {
  if (!has(on.rights, MANAGE)) throw notManager();
}

/** Who may act on files. */
export type Visitor = Actor | LinkActor;

/** Whom grants name, and who it was for the record. */
export interface Acting {
  readonly granteeId: number;
  /** Null for who came by a link. */
  readonly personId: number | null;
}

export type ActingPerson = PersonActor & Acting;

/** A person, or who came by a link; the system's own work goes through jobs, not through these commands. */
export function acting(actor: Visitor): ActingPerson | (LinkActor & Acting) {
  if (actor.kind === 'person') return { ...actor, granteeId: actor.personId };
  if (actor.kind === 'link') return { ...actor, personId: null };
  throw personRequired();
}

/** What only somebody with an account can do. */
export function requirePerson(actor: Visitor): ActingPerson {
  if (actor.kind === 'person') return { ...actor, granteeId: actor.personId };
  throw personRequired();
}

function personRequired(): DomainError {
  return new DomainError('Forbidden', 'files.person_required', 'Only a person can do this.');
}
