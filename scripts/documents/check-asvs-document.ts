import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Violation } from '../architecture/violation.ts';

const file = 'docs/asvs.md';

/** How many requirements of levels 1 and 2 each section of ASVS 5.0 has, from its first on without a gap. */
const sections: Readonly<Record<string, number>> = {
  '6.1': 3,
  '6.2': 12,
  '6.3': 4,
  '6.4': 4,
  '6.5': 5,
  '6.6': 3,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 2,
  '7.6': 2,
  '8.1': 2,
  '8.2': 3,
  '8.3': 1,
  '8.4': 1,
  '9.1': 3,
  '9.2': 4,
  '10.1': 2,
  '10.2': 2,
  '10.3': 4,
  '10.4': 11,
  '10.5': 5,
  '10.6': 2,
  '10.7': 3,
};

/** Holds docs/asvs.md against the standard's numbers and against the tests that it names. */
export function checkAsvsDocument(root: string): Violation[] {
  const found: Violation[] = [];
  const rows = new Set<string>();
  readFileSync(join(root, file), 'utf8')
    .split('\n')
    .forEach((text, index) => {
      if (!text.startsWith('|')) return;
      const cells = text.split('|').map((cell) => cell.trim());
      const number = /^V([\d.]+)/.exec(cells[1] ?? '')?.[1];
      if (number !== undefined) rows.add(number);
      const complain = (message: string): void => void found.push({ file, line: index + 1, message });
      if (number !== undefined && !/^(yes|partly|no|n\/a)$/.test(cells[3] ?? '')) complain(`V${number}: does it hold?`);
      const tests = [...text.matchAll(/`([^`]+\.test\.ts)`(?:: ([^;|]+))?/g)];
      if (cells[3] === 'yes' && tests.length === 0) complain(`V${number} names no test`);
      for (const [, path = '', name = ''] of tests) {
        if (!existsSync(join(root, path))) complain(`there is no ${path}`);
        else if (name.trim() === '' || !readFileSync(join(root, path), 'utf8').includes(name.trim()))
          complain(`${path} has no test that is called '${name.trim()}'`);
      }
    });
  for (const [section, count] of Object.entries(sections)) {
    for (let last = 1; last <= count; last++) {
      const number = `${section}.${last}`;
      if (!rows.has(number)) found.push({ file, line: 1, message: `says nothing of V${number}` });
    }
  }
  return found;
}
