import { createQuestions } from './questions.ts';

export interface RoomQuestion {
  readonly freeBytes: number;
  readonly neededBytes: number;
  /** Names of what does not fit. */
  readonly tooMuch: readonly string[];
  /** How many files do. */
  readonly fitting: number;
}

/** Not everything fits: whether what does is uploaded all the same. */
export const { ask: askRoom, useAsked: useAskedRoom } = createQuestions<RoomQuestion, boolean>();
