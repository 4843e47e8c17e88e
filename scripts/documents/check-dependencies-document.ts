import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest, readWorkspaces } from '../architecture/read-packages.ts';
import type { Violation } from '../architecture/violation.ts';

const file = 'docs/dependencies.md';

/** Holds docs/dependencies.md against every package.json: one line a direct dependency, with its version. */
export function checkDependenciesDocument(root: string): Violation[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const rows = new Map<string, { version: string; line: number }>();
  lines.forEach((text, index) => {
    const row = /^\| `([^`]+)` \| ([^ |]+) \|/.exec(text);
    if (row?.[1] && row[2]) rows.set(row[1], { version: row[2], line: index + 1 });
  });
  const direct = new Map<string, string>();
  for (const manifest of [readManifest(root, '.'), ...readWorkspaces(root)]) {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      if (!name.startsWith('@landescloud/')) direct.set(name, version);
    }
  }
  const found: Violation[] = [];
  for (const [name, version] of direct) {
    const row = rows.get(name);
    if (!row) found.push({ file, line: 1, message: `has no line for ${name} ${version}` });
    else if (row.version !== version) found.push({ file, line: row.line, message: `${name} is ${version} by now` });
  }
  for (const [name, { line }] of rows) {
    if (!direct.has(name)) found.push({ file, line, message: `${name} is not a direct dependency any more` });
  }
  return found;
}
