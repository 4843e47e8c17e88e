export { sharingMigrations } from './migrations.ts';
