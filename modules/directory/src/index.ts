/** The directory's door: organisations, people, groups. */
export type { NewGroup } from './commands/add-group.ts';
export type { NewOrganisation } from './commands/add-organisation.ts';
export type { NewPersonInput } from './commands/add-person.ts';
export type { OwnSettings } from './commands/update-own-settings.ts';
export type { PersonUpdate } from './commands/update-person.ts';
export type { Directory, DirectoryDeps } from './directory.ts';
export type { GroupsQuery } from './queries/group-queries.ts';
export type { PeopleQuery } from './queries/people-queries.ts';
export { createDirectory } from './directory.ts';
export type { Language, OrganisationKind, Theme } from './directory-tables.ts';
export { organisationKinds } from './directory-tables.ts';
export type { GroupMember } from './group-reader.ts';
export { directoryRoutes } from './http/directory-routes.ts';
export { directoryMigrations } from './migrations.ts';
export type * from './views.ts';
