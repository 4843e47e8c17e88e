import { spawn } from 'node:child_process';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import type { Group } from './groups.ts';
import type { TestLine } from './reporter.ts';

export interface GroupResult {
  readonly lines: readonly TestLine[];
  readonly seconds: number;
}

/** Runs a group's files in an own process group, so that a hang ends with everything that the tests started. */
export async function runGroup(
  root: string,
  group: Group,
  extra: Readonly<Record<string, string>>,
): Promise<GroupResult> {
  const started = performance.now();
  const lines: TestLine[] = [];
  const child = spawn(
    process.execPath,
    [
      '--test',
      `--test-concurrency=${group.concurrency}`,
      `--test-timeout=${group.fileTimeout * 1000}`,
      `--test-reporter=${join(import.meta.dirname, 'reporter.ts')}`,
      '--test-reporter-destination=stdout',
      ...group.files,
    ],
    { cwd: root, env: { ...cleanEnvironment(), ...extra }, detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const endAll = (): void => killGroup(child.pid);
  const forward = (signal: NodeJS.Signals): void => {
    endAll();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', forward).once('SIGTERM', forward);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    endAll();
  }, group.timeout * 1000);
  const ended = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? String(code))));
  for await (const text of createInterface({ input: child.stdout })) {
    const line = parse(root, text);
    if (line) lines.push(line);
    if (line) show(line);
    else if (text.trim() !== '') console.log(`      ${text}`);
  }
  const end = await ended;
  clearTimeout(timer);
  endAll();
  process.off('SIGINT', forward).off('SIGTERM', forward);
  const failure = judge(group, lines, end, timedOut);
  if (failure) lines.push(failure);
  if (failure) show(failure);
  return { lines, seconds: (performance.now() - started) / 1000 };
}

function parse(root: string, text: string): TestLine | undefined {
  if (!text.startsWith('{"outcome":')) return undefined;
  const line: TestLine = JSON.parse(text);
  return { ...line, file: relative(root, line.file) };
}

function show(line: TestLine): void {
  if (line.outcome === 'passed') return;
  const title = `${line.file}: ${line.name}`;
  if (line.outcome === 'skipped') console.log(`  skipped  ${title}: ${line.reason || 'NO REASON GIVEN'}`);
  else console.log(`  FAILED   ${title}\n${line.reason.replace(/^/gm, '           ')}`);
}

/** A run that ends badly without a failed test (a hang, a crash of the runner) is a failure of its own. */
function judge(group: Group, lines: readonly TestLine[], end: string, timedOut: boolean): TestLine | undefined {
  const because = timedOut
    ? `the group did not end within ${group.timeout} s; the last test that ended was "${lines.at(-1)?.name ?? 'none'}"`
    : end !== '0' && !lines.some(({ outcome }) => outcome === 'failed')
      ? `the test runner ended with ${end}`
      : lines.length === 0
        ? 'no test ran'
        : undefined;
  return because === undefined
    ? undefined
    : { outcome: 'failed', file: group.name, name: 'the whole group', seconds: 0, reason: because };
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
