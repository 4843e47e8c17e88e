import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest, readWorkspaces } from '../architecture/read-packages.ts';
import type { Violation } from '../architecture/violation.ts';

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const file = 'package-lock.json';

/**
 * The lock file fits on every machine: no download address (each site has its own registry), what the manifests ask for,
 * every package of other platforms too (else `npm ci` refuses), and install scripts only where they are allowed.
 */
export function checkLockFile(root: string): Violation[] {
  const lock: { packages: Record<string, LockEntry> } = JSON.parse(readFileSync(join(root, file), 'utf8'));
  const { allowScripts = {} }: { allowScripts?: Record<string, boolean> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const found: Violation[] = [];
  const report = (message: string): void => void found.push({ file, line: 1, message });
  for (const [path, entry] of Object.entries(lock.packages)) {
    const name = path.split('node_modules/').at(-1) ?? path;
    if (/^https?:/.test(entry.resolved ?? '')) report(`${name} names a download address`);
    if (entry.hasInstallScript && !(name in allowScripts)) report(`${name} has an install script that nobody allowed`);
    for (const optional of Object.keys(entry.optionalDependencies ?? {})) {
      if (path !== '' && !holds(lock.packages, path, optional)) report(`${optional}, wanted by ${name}, is missing`);
    }
  }
  for (const { folder, dependencies, devDependencies } of [readManifest(root, '.'), ...readWorkspaces(root)]) {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      const entry = lock.packages[`${folder}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
      if (version !== '*' && entry?.version !== version) report(`${name} is not at ${version}: run npm install`);
    }
  }
  return found;
}

/** Looks where Node would: beside the package, then further up. */
function holds(packages: Readonly<Record<string, LockEntry>>, path: string, name: string): boolean {
  const parts = path.split('/node_modules/');
  for (let length = parts.length; length > 0; length--) {
    if (`${parts.slice(0, length).join('/node_modules/')}/node_modules/${name}` in packages) return true;
  }
  return `node_modules/${name}` in packages;
}
