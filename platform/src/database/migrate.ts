import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Database } from './database.ts';

/** A module's folder of `NNNN-name.sql`, applied in the order of the names. */
export interface MigrationSource {
  readonly module: string;
  readonly folder: URL;
}

/** The platform's own migrations: the first source of every database. */
export const platformMigrations: MigrationSource = {
  module: 'platform',
  folder: new URL('../../migrations/', import.meta.url),
};

/**
 * Brings the database to what the sources say, each file in a transaction of its own; several processes at once are
 * safe. A file that was applied and has changed since is an error: applied migrations are never edited.
 */
export async function migrate(db: Database, sources: readonly MigrationSource[]): Promise<void> {
  const pool = db.openPool(1);
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock(7305010601)');
    await client.query(`
      create schema if not exists platform;
      create table if not exists platform.migration (
        module text not null, name text not null, sha256 text not null, applied_at timestamptz not null default now(),
        primary key (module, name))`);
    const { rows } = await client.query<{ key: string; sha256: string }>(
      `select module || '/' || name as key, sha256 from platform.migration`,
    );
    const applied = new Map(rows.map((row) => [row.key, row.sha256]));
    for (const { module, folder } of sources) {
      const names = (await readdir(folder)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort();
      for (const name of names) {
        const text = await readFile(new URL(name, folder), 'utf8');
        const sha256 = createHash('sha256').update(text).digest('hex');
        const known = applied.get(`${module}/${name}`);
        if (known === sha256) continue;
        if (known !== undefined) throw new Error(`migration ${module}/${name} has changed since it was applied`);
        try {
          await client.query('begin');
          await client.query(text);
          await client.query('insert into platform.migration (module, name, sha256) values ($1, $2, $3)', [
            module,
            name,
            sha256,
          ]);
          await client.query('commit');
        } catch (error) {
          await client.query('rollback').catch(() => {});
          throw new Error(
            `migration ${module}/${name} failed: ${error instanceof Error ? error.message : String(error)}`,
            { cause: error },
          );
        }
      }
    }
  } finally {
    client.release(true);
    await pool.end();
  }
}
