import { createQuestions } from './questions.ts';

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

/** What to do about a name that is taken. */
export const { ask: askConflict, useAsked: useAskedConflict } = createQuestions<ConflictQuestion, ConflictAnswer>();
