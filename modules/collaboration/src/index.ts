export { collaborationMigrations } from './migrations.ts';
export { collaborationNotifications } from './notification-kinds.ts';
