import { formatViolation, type Violation } from '../architecture/violation.ts';

export interface Outcome {
  readonly passed: boolean;
  /** Shown when it failed. */
  readonly report: string;
}

export interface Check {
  readonly name: string;
  run(fix: boolean): Promise<Outcome>;
}

/** A check from a function that lists violations. */
export function checkOf(name: string, list: (fix: boolean) => readonly Violation[]): Check {
  return {
    name,
    run: async (fix) => {
      const violations = list(fix);
      return { passed: violations.length === 0, report: violations.map(formatViolation).join('\n') };
    },
  };
}
