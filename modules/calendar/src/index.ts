export { calendarMigrations } from './migrations.ts';
