import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';

type Run = (
  sql: string,
  params: readonly unknown[],
) => Promise<{ rows: unknown[]; rowCount: number | null; command: string }>;

/** Kysely as a writer of typed queries over our own connection handling; its transactions stay unused. */
export function kyselyOn<Tables>(run: Run): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new RunDriver(run),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

class RunDriver implements Driver {
  readonly #connection: DatabaseConnection;
  constructor(run: Run) {
    this.#connection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        const { rows, rowCount, command } = await run(query.sql, query.parameters);
        const written = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
        return { rows: rows as R[], ...(written ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
      },
      async *streamQuery() {
        throw new Error('streaming is not offered: use query or arrays');
      },
    };
  }
  async init() {}
  async acquireConnection() {
    return this.#connection;
  }
  beginTransaction(): Promise<void> {
    return Promise.reject(new Error('use Database.transaction and tx.kysely()'));
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}
}
