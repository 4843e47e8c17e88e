import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, readlink, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The second run of the tests, on an own PostgreSQL, has nothing to learn about the embedded one. */
export const embeddedOnly = {
  skip:
    process.platform !== 'linux'
      ? 'reads /proc'
      : process.env['LANDESCLOUD_TEST_DATABASE_URL']
        ? 'about the embedded PostgreSQL'
        : false,
} as const;

export interface Processes {
  readonly keepers: number[];
  readonly postmaster: number[];
  readonly backends: number[];
  readonly watchdogs: number[];
}

/** A data folder of its own; at the end everything that runs on it is killed. */
export class DataFolder {
  readonly path: string;
  readonly #users: ChildProcess[] = [];
  readonly #watchdogs = new Set<number>();

  private constructor(path: string) {
    this.path = path;
  }

  static async create(): Promise<DataFolder> {
    return new DataFolder(join(await realpath(await mkdtemp(join(tmpdir(), 'landescloud-folder-'))), 'data'));
  }

  /** One that was used before: spares the first start. */
  async another(): Promise<DataFolder> {
    const folder = await DataFolder.create();
    await mkdir(folder.path);
    await promisify(execFile)('cp', ['-a', join(this.path, 'postgres'), folder.path]);
    return folder;
  }

  /** Another process that opens the database; resolves when it has. */
  async user(o: { uid?: number; gid?: number } = {}): Promise<ChildProcess> {
    const script = fileURLToPath(new URL('database-user.ts', import.meta.url));
    const child = spawn(process.execPath, ['--no-warnings', script, this.path], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { PATH: '/usr/bin:/bin' },
      ...o,
    });
    this.#users.push(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('exit', (code) => reject(new Error(`the user ended with ${code}`)));
    });
    return child;
  }

  /** What runs on this folder, known by working folder and command line. */
  async processes(): Promise<Processes> {
    const found: Processes = { keepers: [], postmaster: [], backends: [], watchdogs: [] };
    for (const name of (await readdir('/proc')).filter((each) => /^\d+$/.test(each))) {
      const pid = Number(name);
      const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
      const folder = await readlink(`/proc/${name}/cwd`).catch(() => '');
      if (command.includes('keeper.ts') && command.includes(`"${this.path}"`)) found.keepers.push(pid);
      else if (folder === join(this.path, 'postgres', '18')) {
        (command.includes('/bin/postgres\0') ? found.postmaster : found.backends).push(pid);
      } else if (command.startsWith('/bin/sh\0-c\0read _; kill -INT ')) {
        const parent = /^PPid:\s+(\d+)/m.exec(await readFile(`/proc/${name}/status`, 'utf8').catch(() => ''))?.[1];
        if (found.keepers.includes(Number(parent)) || this.#watchdogs.has(pid)) {
          this.#watchdogs.add(pid);
          found.watchdogs.push(pid);
        }
      }
    }
    return found;
  }

  async postmaster(): Promise<number> {
    const { postmaster } = await this.processes();
    if (postmaster.length !== 1) throw new Error(`${postmaster.length} postmasters`);
    return postmaster[0] ?? 0;
  }

  /** Throws when something still runs after that time. */
  async quiet(within: number): Promise<void> {
    await eventually(within, async () => {
      const left = Object.values(await this.processes()).flat().length;
      if (left > 0) throw new Error(`${left} processes are left`);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const user of this.#users) user.kill('SIGKILL');
    for (let round = 0; round < 50; round += 1) {
      const left = Object.values(await this.processes()).flat();
      if (left.length === 0) break;
      for (const pid of left) kill(pid);
      await sleep(50);
    }
    const pointer = await readFile(join(this.path, 'postgres', 'keeper.json'), 'utf8').catch(() => '{}');
    const { folder } = JSON.parse(pointer) as { folder?: string };
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    await rm(join(this.path, '..'), { recursive: true, force: true });
  }
}

export function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    return;
  }
}

/** Repeats until it does not throw; throws its last error when the time is over. */
export async function eventually<T>(within: number, fn: () => Promise<T> | T): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    try {
      return await fn();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(20);
    }
  }
}
