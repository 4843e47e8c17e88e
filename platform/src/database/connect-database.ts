import { DomainError } from '@landescloud/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import pg from 'pg';
import type { ClientConfig, Pool, PoolClient } from 'pg';
import type { Database, Queryable, Transaction } from './database.ts';
import { databaseError, databaseUnavailable, errorCode } from './database-error.ts';
import { kyselyOn } from './kysely-on.ts';
import type { Log } from './log.ts';
import { Outage } from './outage.ts';
import { Session } from './session.ts';
import type { Statement } from './statement.ts';
import { valueTypes } from './value-types.ts';

export interface ConnectOptions {
  /** Asked anew for every connection: an embedded PostgreSQL may come back elsewhere. */
  readonly address: () => ClientConfig;
  readonly url: () => string;
  readonly maxConnections: number;
  readonly log: Log;
  /** Lets go of an embedded PostgreSQL. */
  readonly release: () => Promise<void>;
}

type Run = (config: pg.QueryConfig | pg.QueryArrayConfig) => Promise<pg.QueryResult>;

const longestWait = 15_000;
const longestClose = 10_000;
const patienceInOutages = 4_000;

/** A Database over a pool of pg; nothing is connected before the first query. */
export function connectDatabase(o: ConnectOptions): Database {
  const pools = new Set<Pool>();
  const pool = openPool(o.maxConnections);
  const session = new Session(o.address, o.log);
  const outage = new Outage(patienceInOutages);
  let closing: Promise<void> | null = null;

  function openPool(max: number): Pool {
    class Client extends pg.Client {
      constructor() {
        const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 30_000 };
        super({ types: valueTypes, application_name: 'landescloud', ...keepAlive, ...o.address() });
      }
    }
    const options = { max, Client, connectionTimeoutMillis: longestWait, idleTimeoutMillis: 60_000 };
    const made = new pg.Pool(options);
    // Without listeners a connection that is lost ends the process; pg makes another at the next query.
    made.on('error', () => {
      if (closing === null && !made.ending) o.log.warn({}, 'an idle database connection was lost');
    });
    made.on('connect', (client) => client.on('error', () => {}));
    pools.add(made);
    return made;
  }

  async function acquire(): Promise<PoolClient> {
    try {
      return await outage.through(() => pool.connect());
    } catch (error) {
      const known = databaseError(error);
      // Whatever PostgreSQL has against connecting (password, a database that is closed), there is none to work with.
      throw known instanceof DomainError ? known : databaseUnavailable(error);
    }
  }

  const run: Run = async (config) => {
    for (;;) {
      const client = await acquire();
      try {
        const result = await client.query(config as pg.QueryConfig);
        client.release();
        return result;
      } catch (error) {
        // What PostgreSQL refuses leaves the connection whole; anything else may not.
        client.release(!isRefusal(error));
        // The other end was gone before anything was written: an idle connection that a restart left behind.
        if (errorCode(error) !== 'EPIPE') throw databaseError(error);
      }
    }
  };

  /** A connection in a new transaction; one that turns out to be dead is replaced, as nothing was asked of it yet. */
  async function begin(): Promise<PoolClient> {
    for (let attempt = 0; ; attempt += 1) {
      const client = await acquire();
      try {
        await client.query('begin');
        return client;
      } catch (error) {
        client.release(true);
        if (attempt > o.maxConnections) throw databaseError(error);
      }
    }
  }

  async function transaction<T>(fn: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await begin();
    const after: (() => void)[] = [];
    let broken = false;
    try {
      const tx = queryable((config) => client.query(config as pg.QueryConfig).catch(rethrow));
      const result = await fn({ ...tx, afterCommit: (call) => void after.push(call) });
      const { command } = await client.query('commit');
      // PostgreSQL answers so when a statement failed and `fn` went on as if nothing were.
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back because a statement in it failed');
      for (const call of after) call();
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => (broken = true));
      throw databaseError(error);
    } finally {
      client.release(broken);
    }
  }

  async function close(): Promise<void> {
    await session.close();
    const ended = Promise.all([...pools].filter((each) => !each.ending).map((each) => each.end()));
    // A transaction that does not end, or a library that kept a connection, must not keep the process.
    await Promise.race([ended, sleep(longestClose, undefined, { ref: false })]);
    await o.release();
  }

  return {
    ...queryable(run),
    get url() {
      return o.url();
    },
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
    close: () => (closing ??= close()),
  };
}

function queryable(run: Run): Queryable {
  let kysely: Kysely<unknown> | null = null;
  return {
    async query<Row>(text: Statement | string, params?: readonly unknown[]) {
      return (await run(queryConfig(text, params))).rows as Row[];
    },
    async arrays(text, params) {
      return (await run({ ...queryConfig(text, params), rowMode: 'array' })).rows as unknown[][];
    },
    kysely<Tables>() {
      kysely ??= kyselyOn((text, values) => run({ text, values: values as unknown[] }));
      return kysely as Kysely<Tables>;
    },
  };
}

function queryConfig(text: Statement | string, params: readonly unknown[] | undefined): pg.QueryConfig {
  const config: pg.QueryConfig = typeof text === 'string' ? { text } : { name: text.name, text: text.text };
  if (params !== undefined) config.values = params as unknown[];
  return config;
}

function rethrow(error: unknown): never {
  throw databaseError(error);
}

function isRefusal(error: unknown): boolean {
  const severity = error instanceof Error && 'severity' in error ? error.severity : undefined;
  return severity === 'ERROR' && errorCode(error) !== '';
}
