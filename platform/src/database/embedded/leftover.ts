import { readFile, readdir, readlink, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Ends whatever an earlier keeper left running on this data folder. Only we start PostgreSQL here and only while we
 * hold the keeper's lock, so every such process is a leftover. Processes are known by where they work, never by a
 * number in a file: numbers are given again, and those of dead parents' children answer signals as zombies.
 */
export async function endLeftover(cluster: string, log: (message: string) => void): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (process.platform !== 'linux') return;
  for (const [signal, wait] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    const deadline = Date.now() + wait;
    let signalled = false;
    for (;;) {
      const running = await processesIn(cluster);
      if (running.length === 0) return void (Number.isInteger(pid) && (await removeStale(pidFile)));
      if (!signalled) {
        signalled = true;
        const postmaster = running.includes(pid);
        log(
          `ending ${postmaster ? `PostgreSQL ${pid}` : `${running.length} processes of a dead PostgreSQL`} by ${signal}`,
        );
        // Without their postmaster the rest has nothing to save.
        for (const each of postmaster && signal === 'SIGINT' ? [pid] : running)
          end(each, postmaster ? signal : 'SIGKILL');
      }
      if (Date.now() > deadline) break;
      await sleep(20);
    }
  }
  throw new Error('processes of an earlier PostgreSQL do not end');
}

/** With nothing running in the folder the file is stale, though its number may be another process's by now. */
async function removeStale(pidFile: string): Promise<void> {
  await rm(pidFile, { force: true });
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    return;
  }
}

async function processesIn(cluster: string): Promise<number[]> {
  const folder = await stat(cluster).catch(() => null);
  if (folder === null) return [];
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const cwd = await stat(`/proc/${name}/cwd`).catch(() => null);
    if (cwd === null || cwd.ino !== folder.ino || cwd.dev !== folder.dev) continue;
    const program = await readlink(`/proc/${name}/exe`).catch(() => '');
    if (/\/postgres( \(deleted\))?$/.test(program)) found.push(Number(name));
  }
  return found;
}
