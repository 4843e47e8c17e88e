import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Statement } from './statement.ts';

/**
 * What runs statements. int8 comes as number, numeric as string, timestamptz as Date, bytea as Buffer, json parsed.
 * A lost connection is DomainError Unavailable `database.unavailable`, a full disk InsufficientStorage
 * `database.storage_full`; every other failure of PostgreSQL is pg's DatabaseError with its SQLSTATE in `code`.
 */
export interface Queryable {
  /** A Statement is prepared once a connection; a bare string is planned each time (search: generic plans ruin LIKE). */
  query<Row>(text: Statement | string, params?: readonly unknown[]): Promise<Row[]>;
  /** Rows as arrays in the order of the columns: for hot listings. */
  arrays(text: Statement | string, params?: readonly unknown[]): Promise<unknown[][]>;
  /** For plain administration queries; hot paths are SQL. */
  kysely<Tables>(): Kysely<Tables>;
}

export interface Transaction extends Queryable {
  /** Called after COMMIT was answered; not at all when the transaction fails. Must not throw. */
  afterCommit(fn: () => void): void;
}

export interface Database extends Queryable {
  /** READ COMMITTED; rolls back when `fn` throws; retries nothing. */
  transaction<T>(fn: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Calls `fn` with each notification on the channel, and with '' whenever some may have been missed because the
   * connection was lost and is back. Answers how to end it.
   */
  listen(channel: string, fn: (payload: string) => void): Promise<() => Promise<void>>;
  /** At most 7,999 bytes. */
  notify(channel: string, payload: string): Promise<void>;
  /**
   * Holds a name among all processes on this database: `fn(true)` when it is ours (now or as soon as another lets go
   * or dies), `fn(false)` when the connection that holds it is lost. Answers how to let go.
   */
  hold(name: string, fn: (held: boolean) => void): () => Promise<void>;
  /** Throws Unavailable when the database does not answer. */
  ping(): Promise<void>;
  /** Own connections for a library that needs pg itself; its user ends it before `close`. */
  openPool(max: number): Pool;
  /** Ends every connection; an embedded PostgreSQL that nobody else uses has stopped when this resolves. */
  close(): Promise<void>;
  /** For programs that connect by themselves. It holds no embedded PostgreSQL open. */
  readonly url: string;
}
