import { spawn } from 'node:child_process';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestLine } from './reporter.ts';

export interface FileRun {
  readonly root: string;
  /** Relative to the root. */
  readonly file: string;
  /** Seconds after which it hangs. */
  readonly timeout: number;
  readonly env: Readonly<Record<string, string>>;
  /** Called with each finished test, and each line that a test printed. */
  readonly onLine: (line: TestLine) => void;
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Runs one test file in an own process group, so that a hang ends with everything that the tests started. */
export async function runFile(run: FileRun): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      '--test',
      `--test-reporter=${join(import.meta.dirname, 'reporter.ts')}`,
      '--test-reporter-destination=stdout',
      join(run.root, run.file),
    ],
    { cwd: run.root, env: { ...cleanEnvironment(), ...run.env }, detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const endAll = (): void => killGroup(child.pid);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    endAll();
  }, run.timeout * 1000);
  run.signal.addEventListener('abort', endAll, { once: true });
  const ended = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? String(code))));
  // What outlives the runner ends now, and would hold its output open.
  void ended.then(endAll);
  const lines: TestLine[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    const line = parse(run.root, text);
    if (line) lines.push(line);
    if (line) run.onLine(line);
    else if (text.trim() !== '') run.onOutput(text);
  }
  const end = await ended;
  clearTimeout(timer);
  run.signal.removeEventListener('abort', endAll);
  const reason = timedOut ? hang(run.timeout, lines) : judge(end, lines, run.signal);
  if (reason !== undefined) {
    run.onLine({
      outcome: 'failed',
      file: run.file,
      name: 'the whole file',
      seconds: timedOut ? run.timeout : 0,
      reason,
    });
  }
}

function parse(root: string, text: string): TestLine | undefined {
  if (!text.startsWith('{"outcome":')) return undefined;
  const line: TestLine = JSON.parse(text);
  return { ...line, file: relative(root, line.file) };
}

function hang(timeout: number, lines: readonly TestLine[]): string {
  return `did not end within ${timeout} s; the last test that ended was "${lines.at(-1)?.name ?? 'none'}"`;
}

/** A file that ends badly without a failed test (a crash, a signal), or without any test, is a failure of its own. */
function judge(end: string, lines: readonly TestLine[], signal: AbortSignal): string | undefined {
  if (signal.aborted) return 'was ended because the group took too long';
  if (end !== '0' && !lines.some(({ outcome }) => outcome === 'failed')) return `the test runner ended with ${end}`;
  return lines.length === 0 ? 'has no test' : undefined;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All gone already.
  }
}

/** Without settings of a Landescloud that someone runs on this machine. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !key.startsWith('LANDESCLOUD_') && key !== 'NODE_TEST_CONTEXT'),
  );
}
