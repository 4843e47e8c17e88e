import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Manifest {
  readonly folder: string;
  readonly name: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface RawManifest {
  name: string;
  exports?: Record<string, string>;
  workspaces?: string[];
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

export function readManifest(root: string, folder: string): Manifest {
  const raw = readRaw(root, folder);
  return {
    folder,
    name: raw.name,
    exports: raw.exports ?? {},
    dependencies: { ...raw.dependencies, ...raw.optionalDependencies },
    devDependencies: raw.devDependencies ?? {},
  };
}

/** Every workspace, by folder. */
export function readWorkspaces(root: string): Manifest[] {
  const patterns = readRaw(root, '.').workspaces ?? [];
  const folders = globSync(
    patterns.map((pattern) => `${pattern}/package.json`),
    { cwd: root },
  ).map(dirname);
  return folders.sort().map((folder) => readManifest(root, folder));
}

function readRaw(root: string, folder: string): RawManifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}
