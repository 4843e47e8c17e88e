export { contactsMigrations } from './migrations.ts';
