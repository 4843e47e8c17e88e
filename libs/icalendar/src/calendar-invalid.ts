/**
 * Why a text is not taken, stable for callers and tests:
 * - `too-large`, `too-many` (lines, components, parameters, dates), `too-deep`: a limit
 * - `encoding`: not UTF-8; `control-character`: one that neither RFC 5545 nor XML allows
 * - `malformed`: no content line, or BEGIN and END do not match
 * - `no-calendar`, `no-component`, `mixed-components`, `no-uid`, `uid-too-long`, `several-uids`, `two-masters`,
 *   `duplicate-recurrence`, `method`: not one calendar object resource (RFC 4791, section 4.1)
 * - `no-occurrence`: a recurrence id that the object does not have
 * - `value`: a date, duration or offset that is none; `rule`: a recurrence rule that is none; `too-costly`: one whose end
 *   takes too long to find; `time-zone`: a definition that is none
 */
export type CalendarProblem =
  | 'too-large'
  | 'too-many'
  | 'too-deep'
  | 'encoding'
  | 'control-character'
  | 'malformed'
  | 'no-calendar'
  | 'no-component'
  | 'mixed-components'
  | 'no-uid'
  | 'uid-too-long'
  | 'several-uids'
  | 'two-masters'
  | 'duplicate-recurrence'
  | 'method'
  | 'value'
  | 'rule'
  | 'too-costly'
  | 'no-occurrence'
  | 'time-zone';

/** The text is not what RFC 5545 (or 4791 for a stored object) asks for. `problem` is stable, `message` says where. */
export class CalendarInvalid extends Error {
  override readonly name = 'CalendarInvalid';
  readonly problem: CalendarProblem;

  constructor(problem: CalendarProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}
