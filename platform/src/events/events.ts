import type { Database, Log, Queryable, Transaction } from '../database/index.ts';
import { silent, statement } from '../database/index.ts';
import type { DomainEvent, StoredEvent } from './domain-event.ts';
import { OutboxReader } from './outbox-reader.ts';
import { Subscription } from './subscription.ts';

export interface Events {
  /** Stores the events with what `tx` does; subscribers hear of them after its commit. One statement. */
  record(tx: Queryable, events: readonly DomainEvent[]): Promise<void>;
  /**
   * At least once, in order, in batches, in one process at a time. A handler that throws is given the same events
   * again, first one alone, ever more slowly. `name` is kept: a subscriber goes on where it was. A new one starts
   * with the oldest event that is still there.
   */
  subscribe(name: string, types: EventTypes, handler: (events: StoredEvent[]) => Promise<void>): void;
  /** The id of the last event that the subscriber has handled, in whichever process; null: it never was there. */
  position(name: string): Promise<number | null>;
  /** Looks for new events now; `record` within a Transaction does so by itself after the commit. */
  wake(): void;
  start(): void;
  /** Resolves when no handler runs any more. */
  stop(): Promise<void>;
}

/** 'all': also the types that nobody has thought of yet. */
export type EventTypes = readonly string[] | 'all';

const channel = 'platform.outbox';
const pollEvery = 2_000;
const pruneEvery = 2_500;
const tellOthersAfter = 50;

const recordEvents = statement(
  'events.record',
  `insert into platform.outbox (xid, type, actor, organisation_id, subject, data, at)
   select pg_current_xact_id(), e.type, e.actor::json, e.organisation_id, e.subject, e.data::json, e.at
   from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[])
     with ordinality as e(type, actor, organisation_id, subject, data, at, position)
   order by e.position`,
);

const handledTo = statement('events.position', 'select last_id as id from platform.subscriber where name = $1');

/** The transactional outbox. */
export function createEvents(db: Database, log: Log = silent): Events {
  const subscriptions: Subscription[] = [];
  const outbox = new OutboxReader(db);
  const stops: (() => Promise<void>)[] = [];
  let telling: NodeJS.Timeout | null = null;
  let running = false;

  function wakeHere(): void {
    for (const subscription of subscriptions) subscription.wake();
  }

  function wake(): void {
    wakeHere();
    // Another process may be the one that handles; a NOTIFY within each transaction would make commits queue.
    if (subscriptions.length > 0 && subscriptions.every((each) => each.held)) return;
    telling ??= setTimeout(() => {
      telling = null;
      db.notify(channel, '').catch(() => {});
    }, tellOthersAfter).unref();
  }

  /** Deletes what all have. Ours are noted first, so that none is overlooked that had nothing to do for long, or yet. */
  async function prune(): Promise<void> {
    await db.query(
      `insert into platform.subscriber (name, last_id)
       select name, coalesce((select min(id) - 1 from platform.outbox), 0) from unnest($1::text[]) as name
       on conflict (name) do update set seen_at = now()`,
      // In one order with whoever else changes several.
      [subscriptions.map(({ name }) => name).toSorted()],
    );
    await db.query(
      `delete from platform.outbox where id <= (
         select min(last_id) from platform.subscriber where seen_at > now() - interval '7 days')`,
    );
  }

  return {
    async record(tx, events) {
      if (events.length === 0) return;
      await tx.query(recordEvents, [
        events.map((e) => e.type),
        events.map((e) => JSON.stringify(e.actor)),
        events.map((e) => e.organisationId),
        events.map((e) => e.subject),
        events.map((e) => JSON.stringify(e.data)),
        events.map((e) => e.at),
      ]);
      if (isTransaction(tx)) tx.afterCommit(wake);
      else wake();
    },
    subscribe(name, types, handler) {
      if (running) throw new Error('subscribe before start');
      subscriptions.push(new Subscription({ db, outbox }, name, types, handler, log));
    },
    async position(name) {
      const [row] = await db.query<{ id: number }>(handledTo, [name]);
      return row?.id ?? null;
    },
    wake,
    start() {
      if (running || subscriptions.length === 0) return;
      running = true;
      for (const subscription of subscriptions) stops.push(subscription.start());
      const listening = db.listen(channel, wakeHere).catch(() => async () => {});
      const poll = setInterval(wakeHere, pollEvery);
      const tidy = () => void prune().catch(() => {});
      tidy();
      const pruning = setInterval(() => {
        if (!subscriptions.some(({ moved }) => moved)) return;
        for (const subscription of subscriptions) subscription.moved = false;
        tidy();
      }, pruneEvery);
      stops.push(async () => {
        clearInterval(poll);
        clearInterval(pruning);
        await (
          await listening
        )();
      });
    },
    async stop() {
      running = false;
      if (telling !== null) clearTimeout(telling);
      await Promise.all(stops.splice(0).map((stop) => stop()));
    },
  };
}

function isTransaction(tx: Queryable): tx is Transaction {
  return 'afterCommit' in tx;
}
