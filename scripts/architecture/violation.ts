export interface Violation {
  /** Relative to the repository. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export function formatViolation(violation: Violation): string {
  return `${violation.file}:${violation.line}: ${violation.message}`;
}
