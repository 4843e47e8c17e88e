import type { Group } from './groups.ts';
import type { TestLine } from './reporter.ts';
import { runFile } from './run-file.ts';

export interface GroupResult {
  readonly lines: readonly TestLine[];
  readonly seconds: number;
}

/** Runs a group's files, as many at once as it allows, and says at once what failed or was skipped. */
export async function runGroup(
  root: string,
  group: Group,
  env: Readonly<Record<string, string>>,
): Promise<GroupResult> {
  const started = performance.now();
  const lines: TestLine[] = [];
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), group.timeout * 1000);
  const interrupt = (signal: NodeJS.Signals): void => {
    stop.abort();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const onLine = (line: TestLine): void => {
    lines.push(line);
    show(line);
  };
  const onOutput = (text: string): void => console.log(`      ${text}`);
  const alone = group.alone ?? [];
  const inTurn = group.files.filter((file) => !group.waiting.includes(file) && !alone.includes(file));
  const work = async (files: string[]): Promise<void> => {
    for (let file = files.shift(); file !== undefined; file = files.shift()) {
      if (stop.signal.aborted) onLine(notRun(file, group));
      else {
        const began = performance.now();
        await runFile({ root, file, timeout: group.fileTimeout, env, onLine, onOutput, signal: stop.signal });
        console.log(`  ${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${file}`);
      }
    }
  };
  const others = async (): Promise<void> => {
    await work([...alone]);
    await Promise.all(Array.from({ length: group.concurrency }, () => work(inTurn)));
  };
  await Promise.all([...group.waiting.map((file) => work([file])), others()]);
  clearTimeout(timer);
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  return { lines, seconds: (performance.now() - started) / 1000 };
}

function notRun(file: string, group: Group): TestLine {
  const reason = `was not run: ${group.name} took longer than ${group.timeout} s`;
  return { outcome: 'failed', file, name: 'the whole file', seconds: 0, reason };
}

function show(line: TestLine): void {
  if (line.outcome === 'passed') return;
  const title = `${line.file}: ${line.name}`;
  if (line.outcome === 'skipped') console.log(`  skipped  ${title}: ${line.reason || 'NO REASON GIVEN'}`);
  else console.log(`  FAILED   ${title}\n${shorten(line.reason).replace(/^/gm, '           ')}`);
}

const longestReason = 60;

/** A difference of two long lists may have thousands of lines. */
function shorten(reason: string): string {
  const lines = reason.split('\n');
  if (lines.length <= longestReason) return reason;
  const half = longestReason / 2;
  return [...lines.slice(0, half), `… ${lines.length - longestReason} lines …`, ...lines.slice(-half)].join('\n');
}
