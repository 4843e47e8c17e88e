import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterPath } from './cluster.ts';
import type { Folders } from './folders.ts';
import type { Runtime } from './runtime.ts';
import { serverSettings } from './settings.ts';
import type { SystemUser } from './system-user.ts';

export interface Postmaster {
  readonly pid: number;
  /** Resolves when it has ended, with words on how. */
  readonly ended: Promise<string>;
  /** Tidy stop; open connections are cut. */
  stop(): Promise<void>;
}

const largestLog = 4 * 1024 * 1024;

/** Starts PostgreSQL and waits until it takes connections; throws with the end of its log when it does not. */
export async function startPostmaster(
  folders: Folders,
  o: { runtime: Runtime; user: SystemUser; socketFolder: string; settings: Readonly<Record<string, string>> },
): Promise<Postmaster> {
  const size = await stat(folders.serverLog).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size > largestLog) await rename(folders.serverLog, `${folders.serverLog}.1`);
  const log = await open(folders.serverLog, 'a', 0o600);
  const logStart = (await log.stat()).size;
  const settings = serverSettings(o.settings);
  const args = ['-D', clusterPath(folders.cluster), '-k', o.socketFolder];
  for (const [key, value] of Object.entries(settings)) args.push('-c', `${key}=${value}`);
  const child = spawn(o.runtime.postgres, args, {
    cwd: folders.cluster,
    ...o.user.spawn,
    // PostgreSQL signals its process group when it stops hard; ours must not be in it.
    detached: true,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    stdio: ['ignore', log.fd, log.fd],
  });
  let gone: string | null = null;
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve((gone = error.message)));
    child.on('exit', (code, signal) => resolve((gone = signal === null ? `exit code ${code}` : `signal ${signal}`)));
  });
  await log.close();
  const watchdog = child.pid === undefined ? null : watch(child.pid);
  void ended.then(() => watchdog?.kill('SIGKILL'));
  while (gone === null && !(await isReady(folders.cluster, child.pid))) await Promise.race([sleep(10), ended]);
  if (gone !== null) throw new Error(`${String(gone)}: ${await readFrom(folders.serverLog, logStart)}`);
  return {
    pid: child.pid ?? 0,
    ended,
    async stop() {
      for (const [signal, wait] of [
        ['SIGINT', 60_000],
        ['SIGQUIT', 10_000],
        ['SIGKILL', 10_000],
      ] as const) {
        if (gone !== null) return;
        child.kill(signal);
        await Promise.race([ended, sleep(wait, undefined, { ref: false })]);
      }
    },
  };
}

/** Stops PostgreSQL when this process is killed: the pipe that only we hold open ends, and the shell's `read` with it. */
function watch(pid: number): ChildProcess {
  const child = spawn('/bin/sh', ['-c', `read _; kill -INT ${pid}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: {},
  });
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  return child;
}

/** As pg_ctl does: the eighth line of postmaster.pid says so. */
async function isReady(cluster: string, pid: number | undefined): Promise<boolean> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
}

async function readFrom(path: string, start: number): Promise<string> {
  const text = (await readFile(path).catch(() => Buffer.alloc(0))).subarray(start).toString('utf8');
  return text.trim().split('\n').slice(-4).join(' ');
}
