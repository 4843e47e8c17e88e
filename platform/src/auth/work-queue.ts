import { DomainError } from '@landescloud/kernel';

/** `known`: was here before; `near`: comes from where others sign in; everybody else is a stranger. */
export type Rank = 'known' | 'near' | 'stranger';

export interface Turn {
  readonly rank?: Rank;
  /** What it is about and where it comes from: of what many wait for, nobody else has to see the end. */
  readonly of?: readonly string[];
}

/**
 * Runs a few at a time; who is known goes first, so that a flood of strangers makes nobody wait who was here before. Within a
 * rank, what each waits for comes in turn: ten thousand guesses for one login, or from one address, hold up these alone.
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

  async function wait({ rank = 'stranger', of = [] }: Turn): Promise<void> {
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

/**
 * Fair queueing by rounds: of each group one a round, whoever comes anew is in the next. Bounded: where it is full, whose
 * round would be last is turned away.
 */
function createLine(most: number) {
  const waiting: { readonly of: readonly string[]; readonly round: number; readonly who: Waiting }[] = [];
  const lastRound = new Map<string, number>();
  let round = 0;

  function leave(at: number): Waiting | undefined {
    const [one] = waiting.splice(at, 1);
    for (const group of one?.of ?? []) {
      const rounds = waiting.filter(({ of }) => of.includes(group)).map((other) => other.round);
      if (rounds.length === 0) lastRound.delete(group);
      else lastRound.set(group, Math.max(...rounds));
    }
    return one?.who;
  }

  return {
    add(of: readonly string[], who: Waiting): void {
      const own = Math.max(round, ...of.map((group) => lastRound.get(group) ?? 0)) + 1;
      if (waiting.length >= most) {
        const last = waiting.findLastIndex((one) => waiting.every((other) => other.round <= one.round));
        if (own >= (waiting[last]?.round ?? 0)) {
          who.turnAway(busy());
          return;
        }
        leave(last)?.turnAway(busy());
      }
      waiting.push({ of, round: own, who });
      for (const group of of) lastRound.set(group, own);
    },
    take(): Waiting | undefined {
      const first = waiting.findIndex((one) => waiting.every((other) => one.round <= other.round));
      if (first === -1) return undefined;
      round = waiting[first]?.round ?? round;
      return leave(first);
    },
  };
}

function busy(): DomainError {
  const text = 'Too many people are signing in. Try again in a moment.';
  return new DomainError('LimitExceeded', 'auth.busy', text, { retryAfterSeconds });
}
