import { type Clock, isDomainError } from '@landescloud/kernel';
import { type Database, statement, type Transaction } from '@landescloud/platform/database';
import type { DomainEvent } from '@landescloud/platform/events';
import { spaceNotFound } from '../errors.ts';
import { type LockedSpace, SpaceWrite } from './space-write.ts';

type Work<T> = (write: SpaceWrite) => Promise<T>;

interface Waiting {
  readonly work: Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface LaneDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly recordEvents: (tx: Transaction, events: readonly DomainEvent[]) => Promise<void>;
  /** After commit: the space changed; which folders' children did. */
  readonly announce: (spaceId: number, change: number, folderIds: readonly number[]) => void;
  /** After commit: so many bytes more are stored for the organisation. */
  readonly grew: (organisationId: number, bytes: number) => void;
}

const BATCH = 64;

const LOCK_SPACE = statement(
  'files.lock_space',
  `select id, root_id, organisation_id, quota_bytes, used_bytes, change,
     exists (select 1 from files.lock l where l.space_id = $1), held
   from files.space where id = $1 for update`,
);

/**
 * Writes to one space stand in line (its counter row serialises them in the database anyway), so those that wait
 * share one transaction and one flush to disk: thousands of durable writes a second into one space instead of the
 * hundred that one flush each allows (ADR 0004).
 *
 * Work may run twice: when a companion breaks the shared transaction, each is done again alone. So it must change
 * nothing but the database.
 */
export class Lanes {
  readonly #deps: LaneDependencies;
  readonly #waiting = new Map<number, Waiting[]>();

  constructor(deps: LaneDependencies) {
    this.#deps = deps;
  }

  run<T>(spaceId: number, work: Work<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting = { work, resolve: resolve as (value: unknown) => void, reject };
      const lane = this.#waiting.get(spaceId);
      if (lane !== undefined) {
        lane.push(waiting);
        return;
      }
      this.#waiting.set(spaceId, [waiting]);
      void this.#drain(spaceId);
    });
  }

  /** Both spaces in one transaction, locked in order of their ids so that two such moves cannot wait for each other. */
  async runPair<T>(first: number, second: number, work: (a: SpaceWrite, b: SpaceWrite) => Promise<T>): Promise<T> {
    let writes: SpaceWrite[] = [];
    const result = await this.#deps.db.transaction(async (tx) => {
      const low = await this.#begin(tx, Math.min(first, second));
      const high = await this.#begin(tx, Math.max(first, second));
      writes = [low, high];
      const [a, b] = low.space.id === first ? [low, high] : [high, low];
      const value = await work(a, b);
      for (const write of writes) await this.#end(tx, write);
      return value;
    });
    for (const write of writes) this.#announce(write);
    return result;
  }

  async #drain(spaceId: number): Promise<void> {
    for (;;) {
      const lane = this.#waiting.get(spaceId);
      if (lane === undefined || lane.length === 0) {
        this.#waiting.delete(spaceId);
        return;
      }
      const batch = lane.splice(0, BATCH);
      try {
        await this.#together(spaceId, batch);
      } catch (error) {
        if (batch.length === 1) batch[0]?.reject(error);
        else for (const waiting of batch) await this.#together(spaceId, [waiting]).catch(waiting.reject);
      }
    }
  }

  async #together(spaceId: number, batch: readonly Waiting[]): Promise<void> {
    const outcomes: (() => void)[] = [];
    let write: SpaceWrite | undefined;
    await this.#deps.db.transaction(async (tx) => {
      write = await this.#begin(tx, spaceId);
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
      await this.#end(tx, write);
    });
    for (const tell of outcomes) tell();
    if (write?.dirty === true) this.#announce(write);
  }

  async #begin(tx: Transaction, spaceId: number): Promise<SpaceWrite> {
    const [row] = await tx.arrays(LOCK_SPACE, [spaceId]);
    if (row === undefined) throw spaceNotFound();
    const space: LockedSpace = {
      id: row[0] as number,
      rootId: row[1] as number,
      organisationId: row[2] as number,
      quotaBytes: row[3] as number | null,
      usedBytes: row[4] as number,
      change: row[5] as number,
      hasLocks: row[6] as boolean,
      held: row[7] as boolean,
    };
    return new SpaceWrite(tx, space, this.#deps.clock.now());
  }

  async #end(tx: Transaction, write: SpaceWrite): Promise<void> {
    await write.flush();
    if (write.events.length > 0) await this.#deps.recordEvents(tx, write.events);
  }

  #announce(write: SpaceWrite): void {
    if (write.grown !== 0) this.#deps.grew(write.space.organisationId, write.grown);
    this.#deps.announce(write.space.id, write.space.change, write.touchedFolders());
  }
}
