import { setTimeout as sleep } from 'node:timers/promises';
import { databaseUnavailable, errorCode } from './database-error.ts';

/** Nothing was asked of the database yet when these come: a later attempt is safe. */
const passing = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  'EPIPE',
  'EAGAIN',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/**
 * What happens while the database is away: those who need a connection wait, a few seconds from when it went, since a
 * restart takes no longer; afterwards they are refused at once. One of them looks whether it is back.
 */
export class Outage {
  readonly #patience: number;
  #since: number | null = null;
  #reason: unknown;
  #over: Promise<boolean> | null = null;

  constructor(patience: number) {
    this.#patience = patience;
  }

  /** Calls `connect` until it works or the patience is at its end. */
  async through<T>(connect: () => Promise<T>): Promise<T> {
    for (;;) {
      if (this.#over !== null && !(await this.#over)) throw databaseUnavailable(this.#reason);
      try {
        const result = await connect();
        this.#since = null;
        return result;
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.#since ??= Date.now();
        this.#reason = error;
        if (Date.now() - this.#since > this.#patience) throw databaseUnavailable(error);
        this.#over ??= this.#pause().finally(() => (this.#over = null));
      }
    }
  }

  async #pause(): Promise<boolean> {
    await sleep(40);
    return this.#since === null || Date.now() - this.#since <= this.#patience;
  }
}

function isPassing(error: unknown): boolean {
  return passing.has(errorCode(error)) || (error instanceof Error && error.message.startsWith('Connection terminated'));
}
