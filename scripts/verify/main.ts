// npm run verify [-- --fix] [-- NAME ...]: every check, or those whose name contains a given word.
import { join } from 'node:path';
import { listChecks } from './checks.ts';
import type { Check, Outcome } from './check.ts';

const root = join(import.meta.dirname, '../..');
const fix = process.argv.includes('--fix');

interface Finished extends Outcome {
  readonly name: string;
  readonly seconds: number;
}

async function finish(check: Check): Promise<Finished> {
  const started = performance.now();
  const outcome = await check.run(fix).catch((error: unknown): Outcome => ({ passed: false, report: String(error) }));
  return { ...outcome, name: check.name, seconds: (performance.now() - started) / 1000 };
}

// Fixing goes one after another, since formatting and linting write the same files.
const words = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const checks = listChecks(root).filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const running = fix ? undefined : checks.map(finish);
let failed = 0;
for (const [index, check] of checks.entries()) {
  const { passed, report, name, seconds } = await (running?.[index] ?? finish(check));
  if (!passed) failed += 1;
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name.padEnd(22)} ${seconds.toFixed(1).padStart(5)} s`);
  if (!passed) console.log(report.replace(/^/gm, '        '));
}
console.log(failed === 0 ? 'verify: all is well' : `verify: ${failed} of ${checks.length} checks failed`);
process.exitCode = failed === 0 ? 0 : 1;
