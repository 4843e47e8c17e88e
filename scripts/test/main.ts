// npm test [-- --group=NAME] [-- PATTERN ...]: every test, or those of one group or whose path contains a pattern.
import { join } from 'node:path';
import { listGroups, type Group } from './groups.ts';
import { installSystemPackages } from './install-system-packages.ts';
import { systemPackages } from './system-packages.ts';
import { startOwnPostgres } from './own-postgres.ts';
import type { TestLine } from './reporter.ts';
import { runGroup } from './run-group.ts';

const root = join(import.meta.dirname, '../..');
const args = process.argv.slice(2);
const only = args.find((arg) => arg.startsWith('--group='))?.slice('--group='.length);
const patterns = args.filter((arg) => !arg.startsWith('--'));
const groups = listGroups(root, patterns).filter(({ name }) => only === undefined || name === only);

const all: TestLine[] = [];
const failed = (name: string, reason: string): TestLine => ({
  outcome: 'failed',
  file: 'npm test',
  name,
  seconds: 0,
  reason,
});

async function run(group: Group): Promise<void> {
  if (group.ownPostgres !== true) return runOn(group, group.name);
  const postgres = await startOwnPostgres();
  try {
    await runOn(group, `${group.name} on PostgreSQL ${postgres.version}`, {
      LANDESCLOUD_TEST_DATABASE_URL: postgres.url,
    });
  } finally {
    await postgres.stop();
  }
}

async function runOn(group: Group, name: string, extra: Record<string, string> = {}): Promise<void> {
  console.log(`${name}: ${group.files.length} files`);
  const { lines, seconds } = await runGroup(root, group, extra);
  all.push(...lines);
  console.log(`${name}: ${summarise(lines)} in ${seconds.toFixed(0)} s`);
}

function summarise(lines: readonly TestLine[]): string {
  const count = (outcome: TestLine['outcome']): number => lines.filter((line) => line.outcome === outcome).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}

const lacking = groups.some(({ external }) => external) ? installSystemPackages(systemPackages) : undefined;
if (lacking !== undefined) {
  console.log(lacking);
  all.push(failed('system packages', lacking));
} else {
  for (const group of groups) {
    await run(group).catch((error: unknown) => {
      console.log(`  FAILED   ${group.name}: ${String(error)}`);
      all.push(failed(group.name, String(error)));
    });
  }
  const slow = all.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10);
  console.log('slowest tests:');
  for (const { seconds, file, name } of slow) console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${file}: ${name}`);
}
if (groups.length === 0) all.push(failed('selection', 'no test file fits'));
console.log(summarise(all));
process.exitCode = all.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
