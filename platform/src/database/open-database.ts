import { resolve } from 'node:path';
import { connectDatabase } from './connect-database.ts';
import type { Database } from './database.ts';
import { errorCode } from './database-error.ts';
import { holdEmbedded } from './embedded/hold-embedded.ts';
import { silent } from './log.ts';
import type { Log } from './log.ts';

const oldestVersion = 15;

export interface OpenDatabaseOptions {
  /** Connections of the pool; default 10. */
  readonly maxConnections?: number;
  /** Embedded only: how long PostgreSQL stays after the last user closed, in milliseconds; default 0. */
  readonly linger?: number;
  /** Embedded only: settings of PostgreSQL beside ours, for tests. The first user's count. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * An own PostgreSQL by `url`, or the embedded one in `dataDir`, which is started when nobody has it open and stops
 * when its last user has closed or died. Resolves when the database answers.
 */
export async function openDatabase(
  o: ({ readonly url: string } | { readonly dataDir: string }) & OpenDatabaseOptions,
  log: Log = silent,
): Promise<Database> {
  const maxConnections = o.maxConnections ?? 10;
  if ('url' in o) {
    const { url } = o;
    const address = () => ({ connectionString: url });
    const db = connectDatabase({ address, url: () => url, maxConnections, log, release: async () => {} });
    return usable(db, 'LANDESCLOUD_DATABASE_URL');
  }
  const held = await holdEmbedded(
    { dataDir: resolve(o.dataDir), linger: o.linger ?? 0, settings: o.settings ?? {} },
    log,
  );
  const db = connectDatabase({
    address: () => ({ host: held.socketFolder(), port: 5432, user: 'landescloud', database: 'landescloud' }),
    url: () => `postgresql://landescloud@localhost/landescloud?host=${encodeURIComponent(held.socketFolder())}`,
    maxConnections,
    log,
    release: held.release,
  });
  return usable(db, 'the embedded PostgreSQL');
}

async function usable(db: Database, what: string): Promise<Database> {
  try {
    const [row] = await db.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    );
    if (row === undefined || row.version < oldestVersion * 10_000) {
      throw new Error(`PostgreSQL ${oldestVersion} or newer is needed`);
    }
    if (row.encoding !== 'UTF8') throw new Error(`the database's encoding is ${row.encoding}, UTF8 is needed`);
    return db;
  } catch (error) {
    await db.close();
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const said = cause instanceof Error ? cause.message : String(cause);
    const code = errorCode(cause);
    const reason = said.includes(code) ? said : `${said} ${code}`;
    throw new Error(`${what} cannot be used: ${reason}`, { cause: error });
  }
}
