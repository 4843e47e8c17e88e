import { DomainError } from '@landescloud/kernel';

/** Runs a few at a time; who is known goes first, so that a flood of strangers makes nobody wait who was here before. */
export interface WorkQueue {
  /** LimitExceeded `auth.busy` where too many wait already. */
  run<Result>(work: () => Promise<Result>, known?: boolean): Promise<Result>;
}

export interface WorkQueueSize {
  readonly atOnce: number;
  /** Of each kind: strangers, and those who are known. */
  readonly waitingAtMost: number;
}

const retryAfterSeconds = 5;

export function createWorkQueue({ atOnce, waitingAtMost }: WorkQueueSize): WorkQueue {
  const strangers: (() => void)[] = [];
  const known: (() => void)[] = [];
  let running = 0;

  async function turn(queue: (() => void)[]): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (queue.length >= waitingAtMost) {
      const text = 'Too many people are signing in. Try again in a moment.';
      throw new DomainError('LimitExceeded', 'auth.busy', text, { retryAfterSeconds });
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    queue.push(resolve);
    await promise;
  }

  return {
    async run(work, isKnown = false) {
      await turn(isKnown ? known : strangers);
      try {
        return await work();
      } finally {
        const next = known.shift() ?? strangers.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
