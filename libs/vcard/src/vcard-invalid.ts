/** Why text is no vCard; stable, for messages and preconditions. */
export type VcardProblem =
  | 'too-large'
  | 'too-many-lines'
  | 'too-many-cards'
  | 'not-a-card'
  | 'not-ended'
  | 'nested'
  | 'line'
  | 'version'
  | 'encoding'
  | 'several';

/** The text is no vCard, or larger than the limits. `line` counts from 1, null where no single line is to blame. */
export class VcardInvalid extends Error {
  override readonly name = 'VcardInvalid';
  readonly reason: VcardProblem;
  readonly line: number | null;

  constructor(reason: VcardProblem, line: number | null = null) {
    super(line === null ? `not a vCard: ${reason}` : `not a vCard: ${reason} at line ${line}`);
    this.reason = reason;
    this.line = line;
  }
}
