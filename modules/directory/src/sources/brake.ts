import type { Difference } from './source-difference.ts';
import type { SourceSnapshot } from './source-record.ts';

/** How many of a source's people may go at once without anybody being asked. */
export interface BrakeRule {
  /** 0.1: a tenth. */
  readonly share: number;
  /** However few people there are, so many may go. */
  readonly least: number;
}

export interface Brake {
  readonly leaving: number;
  readonly present: number;
  readonly groups: number;
  /** Nobody at all was found at the source. */
  readonly empty: boolean;
}

export const usualBrake: BrakeRule = { share: 0.1, least: 10 };

/** Why a run must not let people go without being asked; undefined: it may. */
export function brakeOn(difference: Difference, snapshot: SourceSnapshot, rule: BrakeRule): Brake | undefined {
  const count = (kind: string) => difference.items.filter((item) => item.kind === kind).length;
  const leaving = count('leaving');
  const groups = count('group-removed');
  const empty = snapshot.people.length === 0 && snapshot.unchanged.length === 0 && difference.present > 0;
  const tooMany = leaving > rule.least && leaving > rule.share * difference.present;
  const groupsToo = groups > rule.least;
  return empty || tooMany || groupsToo ? { leaving, present: difference.present, groups, empty } : undefined;
}

/** So many may leave within a day before somebody is asked; `known` are those who are here or left within it. */
export function leavingLimit(
  { brakeShare, brakeLeast }: { readonly brakeShare: number; readonly brakeLeast: number },
  known: number,
): number {
  return Math.max(brakeLeast, Math.floor(brakeShare * known));
}
