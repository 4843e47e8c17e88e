import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type Reference } from './apache.ts';
import { ProcessTree } from './process-tree.ts';

const program = '/usr/bin/radicale';

/** Radicale over plain files, everybody let in: the reference for calendars. null where it is not installed. */
export async function startRadicale(): Promise<Reference | null> {
  if (!existsSync(program)) return null;
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-radicale-'));
  const port = await freePort();
  const options = [
    '--server-hosts',
    `127.0.0.1:${port}`,
    '--auth-type',
    'none',
    '--rights-type',
    'authenticated',
    '--storage-filesystem-folder',
    folder,
    '--logging-level',
    'error',
  ];
  const child = spawn(program, ['-C', '', ...options], { stdio: 'ignore' });
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const up = await fetch(origin).then(
      () => true,
      () => false,
    );
    if (up) break;
    if (tries > 200 || child.exitCode !== null) throw new Error('Radicale did not start');
    await sleep(50);
  }
  return {
    origin,
    tree: new ProcessTree(child.pid ?? 0),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
