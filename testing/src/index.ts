export { allMigrations, createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
export { startWorld, type World, type WorldOptions } from './world.ts';
export { startWorldProcess, type WorldProcess, type WorldProcessOptions } from './world-process.ts';
export { startServerProcess, type Exit, type ServerProcess, type ServerProcessOptions } from './server-process.ts';
export { runCli, type CliResult } from './run-cli.ts';
export { seedWorld, type Seed } from './seed-world.ts';
export { administratorPassword, passwordOf, type WorldPerson } from './world-person.ts';
export { random } from './random.ts';
export { until } from './until.ts';
