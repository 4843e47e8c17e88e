import pg from 'pg';
import type { ClientConfig } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log.ts';

/**
 * One connection beside the pool, made at the first need and again whenever it is lost: for LISTEN and for names that
 * are held by advisory locks, which both end with their connection.
 */
export class Session {
  readonly #address: () => ClientConfig;
  readonly #log: Log;
  readonly #listeners = new Map<string, Set<(payload: string) => void>>();
  readonly #holds = new Set<Hold>();
  #client: pg.Client | null = null;
  #connecting: Promise<void> | null = null;
  /** One statement at a time. */
  #turn: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(address: () => ClientConfig, log: Log) {
    this.#address = address;
    this.#log = log;
  }

  async listen(channel: string, fn: (payload: string) => void): Promise<() => Promise<void>> {
    const fns = this.#listeners.get(channel) ?? new Set();
    const first = fns.size === 0;
    this.#listeners.set(channel, fns.add(fn));
    if (this.#client === null) await this.#connected();
    else if (first) await this.#run(listenTo(channel));
    return async () => {
      fns.delete(fn);
      if (fns.size > 0 || this.#listeners.get(channel) !== fns) return;
      this.#listeners.delete(channel);
      await this.#run(`un${listenTo(channel)}`);
    };
  }

  hold(name: string, fn: (held: boolean) => void): () => Promise<void> {
    const hold: Hold = { name, fn, held: false };
    this.#holds.add(hold);
    if (this.#client === null) void this.#connected();
    else void this.#tryHolds();
    return async () => {
      this.#holds.delete(hold);
      if (!hold.held) return;
      hold.held = false;
      await this.#unlock(name);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#listeners.clear();
    this.#holds.clear();
    await this.#connecting;
    await this.#client?.end().catch(() => {});
  }

  /** Resolves when there is a connection, however long that takes, or at the close. */
  #connected(): Promise<void> {
    this.#connecting ??= this.#connect().finally(() => (this.#connecting = null));
    return this.#connecting;
  }

  async #connect(): Promise<void> {
    for (let delay = 25; !this.#closed; delay = Math.min(delay * 2, 500)) {
      const client = new pg.Client({
        keepAlive: true,
        keepAliveInitialDelayMillis: 30_000,
        connectionTimeoutMillis: 10_000,
        application_name: 'landescloud session',
        ...this.#address(),
      });
      client.on('error', () => this.#lost(client));
      client.on('end', () => this.#lost(client));
      client.on('notification', ({ channel, payload }) => this.#deliver(channel, payload ?? ''));
      try {
        await client.connect();
        for (const channel of this.#listeners.keys()) await client.query(listenTo(channel));
        this.#client = client;
        break;
      } catch {
        void client.end().catch(() => {});
        await sleep(delay, undefined, { ref: false });
      }
    }
    if (this.#closed) return;
    // Listeners that came while we were at it.
    for (const channel of this.#listeners.keys()) await this.#run(listenTo(channel));
    await this.#tryHolds();
    this.#tick();
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    void client.end().catch(() => {});
    for (const hold of this.#holds) {
      if (!hold.held) continue;
      hold.held = false;
      hold.fn(false);
    }
    if (this.#closed || (this.#listeners.size === 0 && this.#holds.size === 0)) return;
    this.#log.warn({}, 'database session lost, connecting again');
    void this.#connected().then(() => {
      for (const channel of this.#listeners.keys()) this.#deliver(channel, '');
    });
  }

  #deliver(channel: string, payload: string): void {
    for (const fn of this.#listeners.get(channel) ?? []) fn(payload);
  }

  /** Names that another process holds are tried again, and a connection that has silently died is noticed. */
  #tick(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#closed) return;
    const waiting = [...this.#holds].some((hold) => !hold.held);
    this.#timer = setTimeout(
      () => {
        void (waiting ? this.#tryHolds() : this.#run('select 1')).then(() => this.#tick());
      },
      waiting ? 500 : 20_000,
    ).unref();
  }

  async #tryHolds(): Promise<void> {
    for (const hold of this.#holds) {
      if (hold.held || hold.trying === true) continue;
      hold.trying = true;
      const client = this.#client;
      const rows = await this.#run('select pg_try_advisory_lock(hashtextextended($1, 7)) as held', [hold.name]);
      hold.trying = false;
      if (rows[0]?.['held'] !== true || client !== this.#client) continue;
      if (this.#holds.has(hold)) {
        hold.held = true;
        hold.fn(true);
      } else {
        await this.#unlock(hold.name);
      }
    }
    this.#tick();
  }

  async #unlock(name: string): Promise<void> {
    await this.#run('select pg_advisory_unlock(hashtextextended($1, 7))', [name]);
  }

  /** No rows where there is no connection: whatever the statement was for is done again with the next one. */
  async #run(sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> {
    const turn = this.#turn.then(async () => {
      const client = this.#client;
      if (client === null) return [];
      const late = setTimeout(() => {
        this.#lost(client);
        client.connection?.stream.destroy();
      }, 15_000).unref();
      try {
        return (await client.query<Record<string, unknown>>(sql, params)).rows;
      } catch {
        return [];
      } finally {
        clearTimeout(late);
      }
    });
    this.#turn = turn;
    return turn;
  }
}

interface Hold {
  readonly name: string;
  readonly fn: (held: boolean) => void;
  held: boolean;
  trying?: boolean;
}

function listenTo(channel: string): string {
  return `listen ${pg.escapeIdentifier(channel)}`;
}
