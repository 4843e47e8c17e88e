import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkImports } from './check-imports.ts';
import { checkManifests } from './check-manifests.ts';
import { readManifest, readWorkspaces } from './read-packages.ts';
import { packages } from './table.ts';
import type { Violation } from './violation.ts';

/** Holds the whole tree under `root` against the architecture table. */
export function checkArchitecture(root: string): Violation[] {
  const manifests = readWorkspaces(root);
  const house = { root: readManifest(root, '.'), manifests, table: packages };
  const files = listSources(root).flatMap((path) =>
    checkImports(house, { path, text: readFileSync(join(root, path), 'utf8') }),
  );
  return [...checkManifests(root, manifests, packages), ...files];
}

/** Every TypeScript source of the repository that people write. */
export function listSources(root: string): string[] {
  const skipped = new Set(['node_modules', 'dist', 'dist.next', '.git', 'data', 'results']);
  const patterns = ['apps', 'modules', 'platform', 'libs', 'testing', 'tests', 'bench', 'scripts'].map(
    (top) => `${top}/**/*.{ts,tsx,mjs}`,
  );
  return globSync(patterns, { cwd: root, exclude: (name) => skipped.has(name.split('/').at(-1) ?? '') }).sort();
}
