/** Settings that cannot be used: every problem at once, one line each, for the operator to read. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** EX_CONFIG of sysexits.h. */
export const settingsExitCode = 78;
