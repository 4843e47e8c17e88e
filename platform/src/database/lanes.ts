import { isDomainError } from '@landescloud/kernel';
import type { Database, Transaction } from './database.ts';

/** One transaction's writes to one thing that is locked by its row. */
export interface LaneWrite {
  /** True once something was written: work that fails after that takes its whole batch back. */
  dirty: boolean;
}

export interface LaneSteps<W extends LaneWrite, G = never> {
  /** Locks the row. */
  begin(tx: Transaction, id: number): Promise<W>;
  /** Reads what the batch's works have said that they need, before any of them begins. */
  gather?(write: W, needs: readonly G[]): Promise<void>;
  /** Once a batch, before the commit; `dirty` says whether anything was written in it. */
  end(tx: Transaction, write: W): Promise<void>;
  /** After the commit, where anything was written. */
  done(write: W): void;
}

type Work<W, T> = (write: W) => Promise<T>;

interface Waiting<W, G> {
  readonly work: Work<W, unknown>;
  readonly need: G | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const BATCH = 64;

/**
 * Writes to one thing with a counter row stand in line (the row serialises them in the database anyway), so those that wait
 * share one transaction and one flush to disk: thousands of durable writes a second into one space or calendar instead of the
 * hundred that one flush each allows (ADR 0004).
 *
 * Work may run twice: when a companion breaks the shared transaction, each is done again alone. So it must change
 * nothing but the database.
 */
export class Lanes<W extends LaneWrite, G = never> {
  readonly #db: Database;
  readonly #steps: LaneSteps<W, G>;
  readonly #waiting = new Map<number, Waiting<W, G>[]>();

  constructor(db: Database, steps: LaneSteps<W, G>) {
    this.#db = db;
    this.#steps = steps;
  }

  /** `need`: what `gather` reads for all who wait together. */
  run<T>(id: number, work: Work<W, T>, need?: G): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting<W, G> = { work, need, resolve: resolve as (value: unknown) => void, reject };
      const lane = this.#waiting.get(id);
      if (lane !== undefined) {
        lane.push(waiting);
        return;
      }
      this.#waiting.set(id, [waiting]);
      void this.#drain(id);
    });
  }

  /** Both in one transaction, locked in order of their ids so that two such moves cannot wait for each other. */
  async runPair<T>(first: number, second: number, work: (a: W, b: W) => Promise<T>): Promise<T> {
    let writes: W[] = [];
    const result = await this.#db.transaction(async (tx) => {
      const low = await this.#steps.begin(tx, Math.min(first, second));
      const high = await this.#steps.begin(tx, Math.max(first, second));
      writes = [low, high];
      const [a, b] = Math.min(first, second) === first ? [low, high] : [high, low];
      const value = await work(a, b);
      for (const write of writes) await this.#steps.end(tx, write);
      return value;
    });
    for (const write of writes) this.#steps.done(write);
    return result;
  }

  async #drain(id: number): Promise<void> {
    for (;;) {
      const lane = this.#waiting.get(id);
      if (lane === undefined || lane.length === 0) {
        this.#waiting.delete(id);
        return;
      }
      const batch = lane.splice(0, BATCH);
      try {
        await this.#together(id, batch);
      } catch (error) {
        if (batch.length === 1) batch[0]?.reject(error);
        else for (const waiting of batch) await this.#together(id, [waiting]).catch(waiting.reject);
      }
    }
  }

  async #together(id: number, batch: readonly Waiting<W, G>[]): Promise<void> {
    const outcomes: (() => void)[] = [];
    let write: W | undefined;
    await this.#db.transaction(async (tx) => {
      outcomes.length = 0;
      write = await this.#steps.begin(tx, id);
      const needs = batch.flatMap(({ need }) => need ?? []) as G[];
      if (needs.length > 0) await this.#steps.gather?.(write, needs);
      let clean = true;
      for (const { work, resolve, reject } of batch) {
        write.dirty = false;
        try {
          const value = await work(write);
          outcomes.push(() => resolve(value));
        } catch (error) {
          // Refused before it wrote anything: the others are not concerned.
          if (!isDomainError(error) || write.dirty) throw error;
          outcomes.push(() => reject(error));
        }
        clean &&= !write.dirty;
      }
      write.dirty = !clean;
      await this.#steps.end(tx, write);
    });
    for (const tell of outcomes) tell();
    if (write?.dirty === true) this.#steps.done(write);
  }
}
