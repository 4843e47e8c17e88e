import { type Actor, DomainError, type PersonActor } from '@landescloud/kernel';
import { notManager, readOnly } from './errors.ts';
import type { SpaceContext } from './tree/node-row.ts';
import type { SpaceRole } from './views.ts';

/** Files are always touched by a person; the system's own work goes through jobs, not through these commands. */
export function requirePerson(actor: Actor): PersonActor {
  if (actor.kind === 'person') return actor;
  throw new DomainError('Forbidden', 'files.person_required', 'Only a person can do this.');
}

const weakestFirst: readonly SpaceRole[] = ['viewer', 'editor', 'manager'];

export function strongest(a: SpaceRole, b: SpaceRole): SpaceRole {
  return weakestFirst.indexOf(a) < weakestFirst.indexOf(b) ? b : a;
}

export function requireWrite(space: SpaceContext): void {
  if (space.role === 'viewer') throw readOnly();
}

export function requireManager(space: Pick<SpaceContext, 'role'>): void {
  if (space.role !== 'manager') throw notManager();
}
