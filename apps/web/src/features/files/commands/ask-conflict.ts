import { useSyncExternalStore } from 'react';

export interface ConflictQuestion {
  readonly name: string;
  readonly targetName: string;
  readonly canReplace: boolean;
  /** How many more wait for the same question; 'some' when it is not known yet. */
  readonly others: number | 'some';
}

export type ConflictChoice = 'replace' | 'rename' | 'skip';

export interface ConflictAnswer {
  readonly choice: ConflictChoice;
  readonly forAll: boolean;
}

interface Asked {
  readonly question: ConflictQuestion;
  readonly answer: (answer: ConflictAnswer) => void;
}

let queue: readonly Asked[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Asked[]): void {
  queue = next;
  for (const listener of listeners) listener();
}

/** Asks the person what to do about a name that is taken; one question at a time. */
export function askConflict(question: ConflictQuestion): Promise<ConflictAnswer> {
  return new Promise((resolve) => {
    const asked: Asked = {
      question,
      answer: (answer) => {
        set(queue.filter((other) => other !== asked));
        resolve(answer);
      },
    };
    set([...queue, asked]);
  });
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useAskedConflict = () => useSyncExternalStore(subscribe, () => queue[0] ?? null);
