export { shareRoutes } from './http/share-routes.ts';
export { sharingMigrations } from './migrations.ts';
export type { ShareRole } from './roles.ts';
export { shareRoles } from './roles.ts';
export type { ShareDeps, SharedFiles } from './shares/share-deps.ts';
export type { ShareInput } from './shares/share-node.ts';
export type * from './shares/share-views.ts';
export type { Sharing } from './shares/sharing.ts';
export { createSharing } from './shares/sharing.ts';
