import { DomainError } from '@landescloud/kernel';

/** `known`: was here before; `near`: comes from where others sign in; everybody else is a stranger. */
export type Rank = 'known' | 'near' | 'stranger';

export interface Turn {
  readonly rank?: Rank;
  /** What it is about: of what many wait for, nobody who waits for something else has to see the end. */
  readonly of?: string;
}

/**
 * Runs a few at a time; who is known goes first, so that a flood of strangers makes nobody wait who was here before. Within a
 * rank, what each waits for comes in turn: ten thousand guesses for one login hold up that login alone.
 */
export interface WorkQueue {
  /** LimitExceeded `auth.busy` where too many wait already. */
  run<Result>(work: () => Promise<Result>, turn?: Turn): Promise<Result>;
}

export interface WorkQueueSize {
  readonly atOnce: number;
  /** Of each rank. */
  readonly waitingAtMost: number;
}

interface Waiting {
  go(): void;
  turnAway(error: DomainError): void;
}

const retryAfterSeconds = 5;

export function createWorkQueue({ atOnce, waitingAtMost }: WorkQueueSize): WorkQueue {
  const lines = {
    known: createLine(waitingAtMost),
    near: createLine(waitingAtMost),
    stranger: createLine(waitingAtMost),
  };
  let running = 0;

  async function wait({ rank = 'stranger', of = '' }: Turn): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    lines[rank].add(of, { go: resolve, turnAway: reject });
    await promise;
  }

  return {
    async run(work, turn = {}) {
      await wait(turn);
      try {
        return await work();
      } finally {
        const next = lines.known.take() ?? lines.near.take() ?? lines.stranger.take();
        if (next) next.go();
        else running -= 1;
      }
    },
  };
}

/** Bounded: where it is full, the last of those who want what most others want is turned away. */
function createLine(most: number) {
  // the order of the keys is the order of the turns
  const waiting = new Map<string, Waiting[]>();
  let count = 0;

  return {
    add(of: string, who: Waiting): void {
      const own = waiting.get(of) ?? [];
      if (count >= most) {
        const longest = [...waiting.values()].reduce((long, each) => (each.length > long.length ? each : long), own);
        if (longest.length <= own.length + 1) {
          who.turnAway(busy());
          return;
        }
        longest.pop()?.turnAway(busy());
        count -= 1;
      }
      own.push(who);
      count += 1;
      waiting.set(of, own);
    },
    take(): Waiting | undefined {
      for (const [of, all] of waiting) {
        waiting.delete(of);
        const next = all.shift();
        if (all.length > 0) waiting.set(of, all);
        if (!next) continue;
        count -= 1;
        return next;
      }
      return undefined;
    },
  };
}

function busy(): DomainError {
  const text = 'Too many people are signing in. Try again in a moment.';
  return new DomainError('LimitExceeded', 'auth.busy', text, { retryAfterSeconds });
}
