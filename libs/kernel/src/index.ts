export type {
  Actor,
  ClientKind,
  LinkActor,
  OrganisationRole,
  PersonActor,
  PersonRole,
  RoleAssignment,
  SystemActor,
} from './actor.ts';
export { isPlatformAdministrator, organisationRoles, systemActor } from './actor.ts';
export type { ErrorKind, SafeDetails } from './domain-error.ts';
export { DomainError, isDomainError } from './domain-error.ts';
export type { Clock } from './clock.ts';
export { systemClock } from './clock.ts';
