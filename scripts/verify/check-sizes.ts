import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listSources } from '../architecture/check-architecture.ts';
import type { Violation } from '../architecture/violation.ts';

const longest = 450;
const longestTest = 700;
const ninetyFifth = 300;

/** Small files, made ones aside: 95 of 100 at most 300 lines, none above 450, a file of tests above 700. */
export function checkSizes(root: string): Violation[] {
  const sizes = listSources(root)
    .filter((file) => !file.includes('.generated.'))
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
    .sort((a, b) => b.lines - a.lines);
  const tooLong = sizes.filter(
    ({ file, lines }, index) =>
      lines > (file.endsWith('.test.ts') ? longestTest : longest) ||
      (lines > ninetyFifth && index >= sizes.length * 0.05),
  );
  return tooLong.map(({ file, lines }) => ({ file, line: 1, message: `has ${lines} lines: split it` }));
}
