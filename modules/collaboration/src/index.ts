/** The collaboration module's door: comments, tags, subscriptions and presence on files and folders. */
export type { Collaboration } from './collaboration.ts';
export { createCollaboration } from './collaboration.ts';
export type { CollaborationDeps } from './collaboration-deps.ts';
export type * from './comments/comments-door.ts';
export { collaborationRoutes } from './http/collaboration-routes.ts';
export { collaborationMigrations } from './migrations.ts';
