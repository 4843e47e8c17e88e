export { collaborationMigrations } from './migrations.ts';
