import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Log } from '../database/index.ts';
import { statement } from '../database/index.ts';
import type { StoredEvent } from './domain-event.ts';
import type { OutboxPage, OutboxReader, OutboxRow } from './outbox-reader.ts';

const largestBatch = 500;
const gapRetry = 20;
const slowestRetry = 30_000;
/** Under load events are taken many at a time, not one by one as fast as they come. */
const pace = 40;

const register = statement(
  'events.register',
  `insert into platform.subscriber (name, last_id) values ($1, coalesce((select min(id) - 1 from platform.outbox), 0))
   on conflict (name) do update set seen_at = now() returning last_id`,
);
/** One subscriber's way through the outbox, while this process holds its name. */
export class Subscription {
  readonly #db: Database;
  readonly #outbox: OutboxReader;
  readonly name: string;
  /** null: all. */
  readonly #types: ReadonlySet<string> | null;
  readonly #handler: (events: StoredEvent[]) => Promise<void>;
  readonly #log: Log;
  #lastId: number | null = null;
  /** Every id up to `upTo` was taken by a transaction numbered below `before`. */
  #looked: { upTo: number; before: number } | null = null;
  #limit = largestBatch;
  #delay = 0;
  #again = false;
  #working: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = true;
  held = false;
  /** It took events since somebody last set this to false. */
  moved = false;

  constructor(
    { db, outbox }: { readonly db: Database; readonly outbox: OutboxReader },
    name: string,
    types: readonly string[] | 'all',
    handler: (events: StoredEvent[]) => Promise<void>,
    log: Log,
  ) {
    this.#db = db;
    this.#outbox = outbox;
    this.name = name;
    this.#types = types === 'all' ? null : new Set(types);
    this.#handler = handler;
    this.#log = log;
  }

  start(): () => Promise<void> {
    this.#stopped = false;
    const letGo = this.#db.hold(`events ${this.name}`, (held) => {
      this.held = held;
      this.#lastId = null;
      if (held) this.wake();
    });
    return async () => {
      this.#stopped = true;
      if (this.#timer !== null) clearTimeout(this.#timer);
      await this.#working;
      this.held = false;
      await letGo();
    };
  }

  wake(): void {
    this.#again = true;
    // After a failure only its own timer tries again.
    if (this.#delay === 0) this.#work();
  }

  #work(): void {
    if (this.#stopped || !this.held || this.#working !== null) return;
    this.#working = this.#run().finally(() => (this.#working = null));
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && this.held && !this.#stopped) {
        this.#again = false;
        const full = await this.#round();
        if (this.#again && !full) await sleep(pace);
      }
      this.#delay = 0;
    } catch (error) {
      this.#limit = 1;
      this.#delay = Math.min(Math.max(this.#delay * 2, 100), slowestRetry);
      this.#log.error({ err: error, subscriber: this.name }, 'events could not be handled and will be delivered again');
      this.#later(this.#delay);
    }
  }

  #later(delay: number): void {
    if (this.#stopped) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#again = true;
      this.#work();
    }, delay);
  }

  /** Answers whether there may be more at once. */
  async #round(): Promise<boolean> {
    const start = (this.#lastId ??= await this.#register());
    const page = await this.#outbox.read(start, this.#limit);
    const { rows } = page;
    const ready = await this.#ready(start, page);
    const last = ready.at(-1);
    if (last !== undefined) {
      const types = this.#types;
      const wanted = (types === null ? ready : ready.filter(({ type }) => types.has(type))).map(withoutSnapshot);
      if (wanted.length > 0) await this.#handler(wanted);
      // Another process went on from the same place: go on from where it is.
      this.#lastId = (await this.#outbox.advance(this.name, start, last.id)) ? last.id : null;
      this.moved = true;
      this.#limit = largestBatch;
    }
    const full = rows.length >= this.#limit;
    if (ready.length < rows.length) this.#later(gapRetry);
    else if (last !== undefined) this.#again = true;
    return full;
  }

  async #register(): Promise<number> {
    const [row] = await this.#db.query<{ last_id: number }>(register, [this.name]);
    return row?.last_id ?? 0;
  }

  /**
   * The rows that nothing can come before any more. Ids are given before commit, so a row may appear behind ones
   * that were read: a gap is waited for until every transaction that could fill it has ended.
   */
  async #ready(start: number, { rows, next }: OutboxPage): Promise<OutboxRow[]> {
    const oldestRunning = rows[0]?.oldestRunning ?? 0;
    const settled = this.#looked !== null && oldestRunning >= this.#looked.before ? this.#looked.upTo : 0;
    let end = 0;
    let previous = start;
    for (const row of rows) {
      if (row.id !== previous + 1 && row.id > settled) break;
      previous = row.id;
      end += 1;
    }
    if (end === rows.length) {
      this.#looked = null;
    } else if (this.#looked === null || settled > 0) {
      // A snapshot's own end is no bound: it counts ended transactions only, and the gap's may be running.
      this.#looked = { upTo: rows.at(-1)?.id ?? 0, before: await next() };
    }
    return rows.slice(0, end);
  }
}

function withoutSnapshot({ id, type, actor, organisationId, subject, data, at }: OutboxRow): StoredEvent {
  return { id, type, actor, organisationId, subject, data, at };
}
