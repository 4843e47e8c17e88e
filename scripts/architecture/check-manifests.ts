import { readManifest, type Manifest } from './read-packages.ts';
import type { Package } from './table.ts';
import type { Violation } from './violation.ts';

const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** Holds every package.json against the table: known, rightly named, doors as told, versions exact. */
export function checkManifests(
  root: string,
  manifests: readonly Manifest[],
  table: Readonly<Record<string, Package>>,
): Violation[] {
  const found: Violation[] = [];
  for (const manifest of [readManifest(root, '.'), ...manifests]) {
    const file = manifest.folder === '.' ? 'package.json' : `${manifest.folder}/package.json`;
    const report = (message: string): void => void found.push({ file, line: 1, message });
    const entry = table[manifest.folder];
    if (!entry && manifest.folder !== '.') {
      report(`${manifest.name} is not in the architecture table: add it to scripts/architecture/table.ts`);
      continue;
    }
    if (entry && entry.name !== manifest.name) report(`is named ${manifest.name}, in the table ${entry.name}`);
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      if (!name.startsWith('@landescloud/') && !exact.test(version)) report(`${name} is not pinned: "${version}"`);
    }
    for (const name of Object.keys(manifest.dependencies).filter((key) => key.startsWith('@landescloud/'))) {
      if (!entry?.mayImport.includes(name)) report(`${manifest.name} may not depend on ${name}`);
    }
    for (const name of Object.keys(manifest.devDependencies).filter((key) => key.startsWith('@landescloud/'))) {
      if (!entry?.testsMayImport?.includes(name)) report(`the tests of ${manifest.name} may not depend on ${name}`);
    }
  }
  for (const folder of Object.keys(table)) {
    if (!manifests.some((manifest) => manifest.folder === folder)) {
      found.push({
        file: 'scripts/architecture/table.ts',
        line: 1,
        message: `${folder} is in the table but not there`,
      });
    }
  }
  return found;
}
