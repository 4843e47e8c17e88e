import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openDatabase, platformMigrations } from '@landescloud/platform/database';
import type { Database, Log, MigrationSource } from '@landescloud/platform/database';
import { createJobs } from '@landescloud/platform/jobs';

/** A database of its own, with every table and no rows. */
export interface TestDatabase {
  readonly db: Database;
  /** For further connections: `openDatabase({ url })`, or a server's LANDESCLOUD_DATABASE_URL. */
  readonly url: string;
  /** Closes and drops it; PostgreSQL itself stays for the next test file for a moment. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Default: every module's. */
  readonly sources?: readonly MigrationSource[];
  readonly maxConnections?: number;
  readonly log?: Log;
}

const repository = new URL('../../', import.meta.url);

export const allMigrations: readonly MigrationSource[] = [
  platformMigrations,
  { module: 'directory', folder: new URL('modules/directory/migrations/', repository) },
  { module: 'files', folder: new URL('modules/files/migrations/', repository) },
  { module: 'sharing', folder: new URL('modules/sharing/migrations/', repository) },
  { module: 'collaboration', folder: new URL('modules/collaboration/migrations/', repository) },
  { module: 'calendar', folder: new URL('modules/calendar/migrations/', repository) },
  { module: 'contacts', folder: new URL('modules/contacts/migrations/', repository) },
  { module: 'audit', folder: new URL('modules/audit/migrations/', repository) },
];

/**
 * A fresh database in a few dozen milliseconds: a copy of a template that is migrated once for each state of the
 * migrations. On LANDESCLOUD_TEST_DATABASE_URL where that is set (its user must be allowed to create databases), else
 * on an embedded PostgreSQL that all test processes share and that does not wait for the disk.
 */
export async function createTestDatabase(o: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await openTestServer();
  try {
    const template = await ensureTemplate(server, o.sources ?? allMigrations);
    const name = `test_${process.pid}_${Date.now()}_${randomBytes(3).toString('hex')}`;
    await server.query(`create database ${name} template ${template}`);
    const url = urlOf(server, name);
    const db = await openDatabase({ url, maxConnections: o.maxConnections ?? 10 }, o.log);
    return {
      db,
      url,
      async drop() {
        await db.close();
        await server.query(`drop database if exists ${name} with (force)`);
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

function openTestServer(): Promise<Database> {
  const url = process.env['LANDESCLOUD_TEST_DATABASE_URL'];
  if (url !== undefined && url !== '') return openDatabase({ url, maxConnections: 2 });
  const here = createHash('sha256').update(repository.href).digest('hex').slice(0, 8);
  return openDatabase({
    dataDir: join(tmpdir(), `landescloud-test-${process.getuid?.() ?? ''}-${here}`),
    maxConnections: 2,
    linger: 5_000,
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' },
  });
}

function urlOf(server: Database, database: string): string {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  return url.href;
}

async function ensureTemplate(server: Database, sources: readonly MigrationSource[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { module, folder } of sources) {
    for (const file of (await readdir(folder)).sort()) {
      hash.update(`${module}/${file}\0`).update(await readFile(new URL(file, folder)));
    }
  }
  const template = `template_${hash.digest('hex').slice(0, 16)}`;
  const pool = server.openPool(1);
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock(7305010602)');
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname like 'test\\_%' or datname like 'template\\_%'`,
    );
    await dropLeftovers(
      rows.map((row) => row.datname),
      template,
      (sql) => client.query(sql),
    );
    if (rows.some((row) => row.datname === template)) return template;
    const temporary = `${template}_new`;
    await client.query(`drop database if exists ${temporary} with (force)`);
    await client.query(`create database ${temporary} template template0`);
    const db = await openDatabase({ url: urlOf(server, temporary), maxConnections: 2 });
    try {
      await migrate(db, sources);
      await createJobs(db).prepare();
    } finally {
      await db.close();
    }
    await client.query(`alter database ${temporary} rename to ${template}`);
    return template;
  } finally {
    client.release(true);
    await pool.end();
  }
}

/** What test processes left that were killed, and templates of migrations as they were a day ago. */
async function dropLeftovers(
  names: readonly string[],
  keep: string,
  run: (sql: string) => Promise<unknown>,
): Promise<void> {
  for (const name of names) {
    const [, made] = /^test_\d+_(\d+)_/.exec(name) ?? [];
    if (made !== undefined && Date.now() - Number(made) > 3_600_000)
      await run(`drop database if exists ${name} with (force)`);
  }
  const templates = names.filter((name) => /^template_[0-9a-f]{16}$/.test(name) && name !== keep);
  for (const name of templates.slice(0, Math.max(0, templates.length - 8)))
    await run(`drop database if exists ${name}`);
}
