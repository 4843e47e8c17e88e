import pg from 'pg';
import type { ClientConfig } from 'pg';
import { databaseError } from './database-error.ts';
import type { Log } from './log.ts';

/** One connection beside the pool, made at the first need and again when lost: for LISTEN and for names held by advisory locks. */
export interface Session {
  listen(channel: string, fn: (payload: string) => void): Promise<() => Promise<void>>;
  hold(name: string, fn: (held: boolean) => void): () => Promise<void>;
  close(): Promise<void>;
}

interface Hold {
  readonly name: string;
  readonly fn: (held: boolean) => void;
  held: boolean;
}

const retryHolds = 1_000;

export function openSession(o: { address: () => ClientConfig; log: Log }): Session {
  const listeners = new Map<string, Set<(payload: string) => void>>();
  const holds = new Set<Hold>();
  let connecting: Promise<pg.Client> | null = null;
  let current: pg.Client | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;

  function connected(): Promise<pg.Client> {
    connecting ??= connect().catch((error: unknown) => {
      connecting = null;
      throw databaseError(error);
    });
    return connecting;
  }

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({
      keepAlive: true,
      application_name: 'landescloud session',
      connectionTimeoutMillis: 10_000,
      ...o.address(),
    });
    client.on('error', () => lost(client));
    client.on('end', () => lost(client));
    client.on('notification', ({ channel, payload }) => deliver(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of listeners.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
    current = client;
    return client;
  }

  function deliver(channel: string, payload: string) {
    for (const fn of listeners.get(channel) ?? []) fn(payload);
  }

  function lost(client: pg.Client) {
    if (current !== client) return;
    current = null;
    connecting = null;
    void client.end().catch(() => {});
    for (const hold of holds) {
      if (hold.held) {
        hold.held = false;
        hold.fn(false);
      }
    }
    if (!closed && (listeners.size > 0 || holds.size > 0)) void reconnect();
  }

  async function reconnect() {
    for (let delay = 50; !closed && current === null; delay = Math.min(delay * 2, 1_000)) {
      try {
        await connected();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
    if (closed) return;
    for (const channel of listeners.keys()) deliver(channel, '');
    void tryHolds();
  }

  async function tryHolds() {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const client = current;
    for (const hold of holds) {
      if (hold.held || client === null) continue;
      const { rows } = await client
        .query<{ held: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 7)) as held', [hold.name])
        .catch(() => ({ rows: [] }));
      if (rows[0]?.held !== true) continue;
      if (!holds.has(hold)) {
        await unlock(client, hold.name);
      } else if (current === client && !hold.held) {
        hold.held = true;
        hold.fn(true);
      }
    }
    if (!closed && [...holds].some((hold) => !hold.held))
      timer ??= setTimeout(() => void tryHolds(), retryHolds).unref();
  }

  async function unlock(client: pg.Client, name: string) {
    await client.query('select pg_advisory_unlock(hashtextextended($1, 7))', [name]).catch(() => {});
  }

  return {
    async listen(channel, fn) {
      const client = await connected();
      const fns = listeners.get(channel) ?? new Set();
      listeners.set(channel, fns);
      fns.add(fn);
      await client.query(`listen ${pg.escapeIdentifier(channel)}`).catch(() => {});
      return async () => {
        fns.delete(fn);
        if (fns.size > 0 || listeners.get(channel) !== fns) return;
        listeners.delete(channel);
        await current?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => {});
      };
    },
    hold(name, fn) {
      const hold: Hold = { name, fn, held: false };
      holds.add(hold);
      void connected().then(tryHolds, reconnect);
      return async () => {
        holds.delete(hold);
        if (!hold.held || current === null) return;
        hold.held = false;
        await unlock(current, name);
      };
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      listeners.clear();
      holds.clear();
      const client = await connecting?.catch(() => null);
      await client?.end().catch(() => {});
    },
  };
}
