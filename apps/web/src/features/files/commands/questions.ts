import { useSyncExternalStore } from 'react';

export interface Asked<Question, Answer> {
  readonly question: Question;
  readonly answer: (answer: Answer) => void;
}

/** Questions to the person from outside of any view; one after the other. A dialog that stands once in the page shows them. */
export function createQuestions<Question, Answer>() {
  let queue: readonly Asked<Question, Answer>[] = [];
  const listeners = new Set<() => void>();

  function set(next: readonly Asked<Question, Answer>[]): void {
    queue = next;
    for (const listener of listeners) listener();
  }

  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    ask: (question: Question): Promise<Answer> =>
      new Promise((resolve) => {
        const asked: Asked<Question, Answer> = {
          question,
          answer: (answer) => {
            set(queue.filter((other) => other !== asked));
            resolve(answer);
          },
        };
        set([...queue, asked]);
      }),
    useAsked: (): Asked<Question, Answer> | null => useSyncExternalStore(subscribe, () => queue[0] ?? null),
  };
}
