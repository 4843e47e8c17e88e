import type { Database } from '../database/index.ts';
import { statement } from '../database/index.ts';
import type { StoredEvent } from './domain-event.ts';

export type OutboxRow = StoredEvent & { readonly oldestRunning: number };

/** What one statement read. */
export interface OutboxPage {
  readonly rows: readonly OutboxRow[];
  /** A transaction number that all transactions lie below which had taken an id when the page was read. */
  next(): Promise<number>;
}

const readPage = statement(
  'events.read',
  `select o.id, o.type, o.actor, o.organisation_id as "organisationId", o.subject, o.data, o.at,
     pg_snapshot_xmin(s)::text::bigint as "oldestRunning"
   from platform.outbox o, pg_current_snapshot() s where o.id > $1 order by o.id limit $2`,
);
const nextTransaction = statement('events.next', 'select pg_current_xact_id()::text::bigint as number');
/**
 * A position that a crash takes back only means that events come once more, so it need not wait for the disk. Rows are locked in the
 * order of their names, as everybody does who changes several.
 */
const advance = statement(
  'events.advance_all',
  `with unhurried as materialized (select set_config('synchronous_commit', 'off', true)),
   given as (
     select s.name, g.upto from platform.subscriber s, unhurried,
       unnest($1::text[], $2::bigint[], $3::bigint[]) as g (name, since, upto)
     where s.name = g.name and s.last_id = g.since order by s.name for update of s
   )
   update platform.subscriber s set last_id = given.upto, seen_at = now() from given where s.name = given.name
   returning s.name`,
);

interface Step {
  readonly name: string;
  readonly since: number;
  readonly upto: number;
  readonly resolve: (advanced: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A process's subscribers mostly stand at the same place: those that ask within one turn of the event loop share one statement. What
 * was sent already is not shared: it may be from before the event that one of them was woken for.
 */
export class OutboxReader {
  readonly #db: Database;
  readonly #pages = new Map<string, Promise<OutboxPage>>();
  #steps: Step[] = [];

  constructor(db: Database) {
    this.#db = db;
  }

  read(after: number, limit: number): Promise<OutboxPage> {
    const key = `${after} ${limit}`;
    const gathered = this.#pages.get(key);
    if (gathered !== undefined) return gathered;
    const page = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.#pages.delete(key);
      return this.#page(after, limit);
    });
    this.#pages.set(key, page);
    return page;
  }

  /** False: another process went on from the same place. */
  advance(name: string, since: number, upto: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      if (this.#steps.length === 0) setImmediate(() => void this.#advanceAll());
      this.#steps.push({ name, since, upto, resolve, reject });
    });
  }

  async #page(after: number, limit: number): Promise<OutboxPage> {
    const rows = await this.#db.query<OutboxRow>(readPage, [after, limit]);
    let number: Promise<number> | null = null;
    return { rows, next: () => (number ??= this.#next()) };
  }

  async #next(): Promise<number> {
    const [row] = await this.#db.query<{ number: number }>(nextTransaction);
    return row?.number ?? Number.MAX_SAFE_INTEGER;
  }

  async #advanceAll(): Promise<void> {
    const steps = this.#steps;
    this.#steps = [];
    try {
      const rows = await this.#db.query<{ name: string }>(advance, [
        steps.map(({ name }) => name),
        steps.map(({ since }) => since),
        steps.map(({ upto }) => upto),
      ]);
      const advanced = new Set(rows.map(({ name }) => name));
      for (const { name, resolve } of steps) resolve(advanced.has(name));
    } catch (error) {
      for (const { reject } of steps) reject(error);
    }
  }
}
