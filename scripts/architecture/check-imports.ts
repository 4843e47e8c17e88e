import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Manifest } from './read-packages.ts';
import { lineOf, scanImports, withoutComments, type Import } from './scan-imports.ts';
import { confinements, environmentReaders, platformRooms, pureBuiltins, type Package } from './table.ts';
import type { Violation } from './violation.ts';

export interface SourceFile {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface House {
  readonly root: Manifest;
  readonly manifests: readonly Manifest[];
  readonly table: Readonly<Record<string, Package>>;
}

/** Holds every import of one source file, and its reading of the environment, against the table. */
export function checkImports(house: House, file: SourceFile): Violation[] {
  const found: Violation[] = [];
  const home = house.manifests.find((manifest) => file.path.startsWith(`${manifest.folder}/`)) ?? house.root;
  for (const item of scanImports(file.text)) {
    const message = judge(house, home, file.path, item);
    if (message !== undefined) found.push({ file: file.path, line: item.line, message });
  }
  if (!environmentReaders.test(file.path)) {
    const at = withoutComments(file.text).search(/\bprocess\s*\.\s*env\b/);
    if (at >= 0) {
      found.push({ file: file.path, line: lineOf(file.text, at), message: 'only platform/config reads process.env' });
    }
  }
  return found;
}

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.includes('/test/');

function judge(house: House, home: Manifest, path: string, item: Import): string | undefined {
  const { specifier } = item;
  if (specifier.startsWith('.')) return judgeRelative(home, path, specifier);
  if (isBuiltin(specifier)) return judgeBuiltin(path, specifier);
  if (specifier.startsWith('@landescloud/')) return judgeDoor(house, home, path, specifier);
  return judgeConfined(path, item) ?? judgeExternal(house, home, path, specifier);
}

function judgeRelative(home: Manifest, path: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  if (home.folder !== '.' && !target.startsWith(`${home.folder}/`)) {
    return `'${specifier}' leaves the package ${home.name}: import the other package by its name`;
  }
  if (home.folder === '.' && !target.startsWith('scripts/')) {
    return `'${specifier}' reaches into a package: import it by its name`;
  }
  const from = roomOf(path);
  const to = roomOf(target);
  if (from === undefined || to === undefined || from === to) return undefined;
  return isTest(path) || target === `platform/src/${to}/index.ts`
    ? judgeRooms(path, from, to)
    : `'${specifier}' reaches past the door of platform/${to}: import its index.ts`;
}

const roomOf = (path: string): string | undefined => /^platform\/(?:src|test)\/([^/]+)\//.exec(path)?.[1];

function judgeRooms(path: string, from: string, to: string): string | undefined {
  if (isTest(path) || platformRooms[from]?.includes(to)) return undefined;
  return `platform/${from} may not import platform/${to}`;
}

function judgeBuiltin(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('node:')) return `write 'node:${specifier}'`;
  if (!path.startsWith('libs/') || isTest(path) || pureBuiltins.has(specifier)) return undefined;
  return `libs are pure: '${specifier}' is not for them`;
}

function judgeDoor(house: House, home: Manifest, path: string, specifier: string): string | undefined {
  const name = specifier.split('/').slice(0, 2).join('/');
  const target = house.manifests.find((manifest) => manifest.name === name);
  if (!target) return `there is no package ${name}`;
  if (!(`.${specifier.slice(name.length)}` in target.exports)) return `'${specifier}' is not a door of ${name}`;
  // A package that meets itself by name does so to import a room of its own (platform) or, in tests, its door.
  if (name === home.name && name === '@landescloud/platform') {
    return judgeRooms(path, roomOf(path) ?? '', specifier.split('/')[2] ?? '');
  }
  if (home.folder === '.') return undefined;
  const entry = house.table[home.folder];
  const may = isTest(path) ? [...(entry?.mayImport ?? []), ...(entry?.testsMayImport ?? [])] : (entry?.mayImport ?? []);
  if (!may.includes(name)) return `${home.folder} may not import ${name}`;
  if (name === home.name || name in home.dependencies || (isTest(path) && name in home.devDependencies))
    return undefined;
  return `${name} is missing in ${home.folder}/package.json`;
}

function judgeConfined(path: string, item: Import): string | undefined {
  const hit = confinements.find(({ imports }) => imports.test(item.specifier));
  if (!hit || hit.allowed.test(path) || (hit.typesAreFree && item.typeOnly)) return undefined;
  return `'${item.specifier}' is not for this room: ${hit.why}`;
}

function judgeExternal(house: House, home: Manifest, path: string, specifier: string): string | undefined {
  if (home.folder === 'apps/web' && /^(virtual:|~|\/)/.test(specifier)) return undefined;
  const parts = specifier.split('/');
  const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
  const known = {
    ...home.dependencies,
    ...(isDevelopment(path) ? { ...home.devDependencies, ...house.root.devDependencies } : {}),
  };
  const types = `@types/${name}`;
  return name in known || types in known ? undefined : `${name} is missing in ${home.folder}/package.json`;
}

/** Files that no production start loads: these may use devDependencies. */
const isDevelopment = (path: string): boolean =>
  isTest(path) || /^(apps\/web|scripts|tests|bench|testing)\//.test(path);
