import { systemActor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { StoredEvent } from '@landescloud/platform/events';
import type { Belongings } from './belongings.ts';
import type { CommandDeps } from './command-deps.ts';
import { readSuccessor, writeDutiesLeft } from './leaving-writer.ts';

/** The part of platform/jobs that handing over needs. */
export interface HandOverJobs {
  define<P>(name: string, handler: (payload: P) => Promise<void>): void;
  enqueue(tx: Queryable, name: string, payload: object, o?: { key?: string }): Promise<void>;
}

const job = 'directory.hand-over';
const actor = systemActor('hand-over');

interface Order {
  readonly personId: number;
  readonly successorId: number | null;
}

/**
 * What a person owned passes to the successor, whoever said that they left: an administrator, or a source of people. A
 * job for each, so that one that fails is tried again and holds up nobody else.
 */
export function handOver(deps: CommandDeps, jobs: HandOverJobs, plugged: readonly Belongings[]) {
  const { db, people, personChanged } = deps;

  jobs.define<Order>(job, async ({ personId, successorId }) => {
    const person = await people.byId(personId);
    // back again meanwhile: then it is theirs
    if (!person || person.leftAt === null) return;
    const successor = successorId ?? (await readSuccessor(db, personId));
    const changed = await db.transaction((tx) => writeDutiesLeft(tx, personId));
    for (const id of changed) personChanged(id);
    const taking = successor === null ? undefined : await people.byId(successor);
    if (!taking || taking.disabled) return;
    for (const belongings of plugged) await belongings.handOver(actor, personId, taking.id);
  });

  return async (left: readonly StoredEvent[]): Promise<void> => {
    for (const { id, subject, data } of left) {
      const personId = Number(subject.replace('person:', ''));
      const successorId = typeof data['successorId'] === 'number' ? data['successorId'] : null;
      await jobs.enqueue(db, job, { personId, successorId }, { key: String(id) });
    }
  };
}
