/** What holidays say of a day. */
export interface DayMark {
  readonly name: string;
  /** A public holiday everywhere in the state; else school is out, or it is one in some places. */
  readonly isFree: boolean;
}

/** Of two that fall on a day the one on which nobody works. */
export function strongerMark(before: DayMark | undefined, mark: DayMark): DayMark {
  return before?.isFree === true || (before !== undefined && !mark.isFree) ? before : mark;
}
