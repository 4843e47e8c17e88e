/** The platform's database: one handle over an embedded or an own PostgreSQL 15 or newer. */
export type { Database, Queryable, Transaction } from './database.ts';
export { databaseUnavailable, errorCode, violatedConstraint } from './database-error.ts';
export type { Log } from './log.ts';
export { silent } from './log.ts';
export type { MigrationSource } from './migrate.ts';
export { migrate, platformMigrations } from './migrate.ts';
export type { OpenDatabaseOptions } from './open-database.ts';
export { openDatabase } from './open-database.ts';
export type { Statement } from './statement.ts';
export type { LaneSteps, LaneWrite } from './lanes.ts';
export { KnownPlaces } from './known-places.ts';
export { Lanes } from './lanes.ts';
export { statement } from './statement.ts';
export { wholeWord } from './whole-word.ts';
