import { randomUUID } from 'node:crypto';
import type { Database } from '../database/index.ts';

/**
 * Short news for whoever is looking at the moment: to subscribers in this process at once, to other processes by
 * NOTIFY, gathered for about 100 ms. Lossy by design: readers also ask now and then.
 */
export interface Hints {
  publish(topic: string, data: object): void;
  /** Answers how to end it. Whoever is told must not throw. */
  subscribe(topic: string, fn: (data: unknown) => void): () => void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const channel = 'platform.hints';
const gatherFor = 100;
/** PostgreSQL takes less than 8,000 bytes a notification. */
const largestPayload = 7_900;
const mostWaiting = 2_000;

export function createHints(db: Database): Hints {
  const self = randomUUID();
  const subscribers = new Map<string, Set<(data: unknown) => void>>();
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let unlisten: (() => Promise<void>) | null = null;

  function deliver(topic: string, data: unknown): void {
    for (const fn of subscribers.get(topic) ?? []) fn(data);
  }

  function hear(payload: string): void {
    if (payload === '' || payload.startsWith(`["${self}"`)) return;
    const [, ...hints] = JSON.parse(payload) as [string, ...[string, unknown][]];
    for (const [topic, data] of hints) deliver(topic, data);
  }

  async function send(): Promise<void> {
    timer = null;
    const hints = [...waiting];
    waiting.clear();
    let payload = `["${self}"`;
    let size = payload.length;
    for (const hint of hints) {
      const length = Buffer.byteLength(hint) + 2;
      if (size + length > largestPayload) {
        await db.notify(channel, `${payload}]`);
        payload = `["${self}"`;
        size = payload.length;
      }
      payload += `,${hint}`;
      size += length;
    }
    await db.notify(channel, `${payload}]`);
  }

  return {
    publish(topic, data) {
      deliver(topic, data);
      const hint = JSON.stringify([topic, data]);
      if (waiting.size < mostWaiting && hint.length < largestPayload / 2) waiting.add(hint);
      timer ??= setTimeout(() => void send().catch(() => {}), gatherFor).unref();
    },
    subscribe(topic, fn) {
      const fns = subscribers.get(topic) ?? new Set();
      subscribers.set(topic, fns.add(fn));
      return () => {
        fns.delete(fn);
        if (fns.size === 0 && subscribers.get(topic) === fns) subscribers.delete(topic);
      };
    },
    async start() {
      unlisten ??= await db.listen(channel, hear);
    },
    async stop() {
      if (timer !== null) {
        clearTimeout(timer);
        await send().catch(() => {});
      }
      await unlisten?.();
      unlisten = null;
    },
  };
}
