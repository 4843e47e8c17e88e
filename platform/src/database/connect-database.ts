import pg from 'pg';
import type { ClientConfig, Pool, PoolClient, QueryConfig } from 'pg';
import type { Database, Transaction } from './database.ts';
import { databaseError } from './database-error.ts';
import { kyselyOn } from './kysely-on.ts';
import type { Log } from './log.ts';
import { openSession } from './session.ts';
import type { Statement } from './statement.ts';
import { valueTypes } from './value-types.ts';

export interface ConnectOptions {
  /** Asked anew for every connection: an embedded PostgreSQL may come back elsewhere. */
  readonly address: () => ClientConfig;
  readonly url: string;
  readonly maxConnections: number;
  readonly log: Log;
  /** Lets go of an embedded PostgreSQL. */
  readonly release: () => Promise<void>;
}

/** A Database over a pool of pg; nothing is connected before the first query. */
export function connectDatabase(o: ConnectOptions): Database {
  const pools = new Set<Pool>();
  const pool = openPool(o.maxConnections);
  const session = openSession(o);

  function openPool(max: number): Pool {
    class Client extends pg.Client {
      constructor() {
        super({ types: valueTypes, keepAlive: true, application_name: 'landescloud', ...o.address() });
      }
    }
    const made = new pg.Pool({
      max,
      Client,
      connectionTimeoutMillis: 15_000,
      idleTimeoutMillis: 60_000,
    } as pg.PoolConfig);
    // Without a listener a connection that is lost while idle ends the process; pg replaces it at the next query.
    made.on('error', (error) => o.log.warn({ err: error }, 'database connection lost'));
    made.on('connect', (client) => client.on('error', () => {}));
    pools.add(made);
    return made;
  }

  async function run(config: QueryConfig | pg.QueryArrayConfig) {
    try {
      return await pool.query(config as QueryConfig);
    } catch (error) {
      throw databaseError(error);
    }
  }

  async function transaction<T>(fn: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await pool.connect().catch((error: unknown) => Promise.reject(databaseError(error)));
    const after: (() => void)[] = [];
    let broken: boolean | Error = false;
    try {
      await client.query('begin');
      const result = await fn(transactionOn(client, after));
      await client.query('commit');
      for (const call of after) call();
      return result;
    } catch (error) {
      await client.query('rollback').catch((lost: Error) => (broken = lost));
      throw databaseError(error);
    } finally {
      client.release(broken);
    }
  }

  return {
    url: o.url,
    async query<Row>(text: Statement | string, params?: readonly unknown[]) {
      return (await run(queryConfig(text, params))).rows as Row[];
    },
    async arrays(text, params) {
      return (await run({ ...queryConfig(text, params), rowMode: 'array' })).rows as unknown[][];
    },
    kysely: <Tables>() => kyselyOn<Tables>((text, values) => run({ text, values: values as unknown[] })),
    transaction,
    listen: (channel, fn) => session.listen(channel, fn),
    async notify(channel, payload) {
      await run({ name: 'database.notify', text: 'select pg_notify($1, $2)', values: [channel, payload] });
    },
    hold: (name, fn) => session.hold(name, fn),
    async ping() {
      await run({ name: 'database.ping', text: 'select 1' });
    },
    openPool,
    async close() {
      await session.close();
      await Promise.all([...pools].map((each) => (each.ending ? undefined : each.end())));
      await o.release();
    },
  };
}

function transactionOn(client: PoolClient, after: (() => void)[]): Transaction {
  async function run(config: QueryConfig | pg.QueryArrayConfig) {
    try {
      return await client.query(config as QueryConfig);
    } catch (error) {
      throw databaseError(error);
    }
  }
  return {
    async query<Row>(text: Statement | string, params?: readonly unknown[]) {
      return (await run(queryConfig(text, params))).rows as Row[];
    },
    async arrays(text, params) {
      return (await run({ ...queryConfig(text, params), rowMode: 'array' })).rows as unknown[][];
    },
    kysely: <Tables>() => kyselyOn<Tables>((text, values) => run({ text, values: values as unknown[] })),
    afterCommit: (fn) => void after.push(fn),
  };
}

function queryConfig(text: Statement | string, params: readonly unknown[] | undefined): QueryConfig {
  const values = params as unknown[] | undefined;
  if (typeof text === 'string') return values === undefined ? { text } : { text, values };
  return values === undefined ? { name: text.name, text: text.text } : { name: text.name, text: text.text, values };
}
