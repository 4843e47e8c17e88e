import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProcessTree } from './process-tree.ts';

export interface Reference extends AsyncDisposable {
  readonly origin: string;
  readonly tree: ProcessTree;
}

/** Apache mod_dav over plain files: no rights, versions or sync, no flush to disk. The reference of the same run. */
export async function startApache(): Promise<Reference> {
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-apache-'));
  await chmod(folder, 0o755);
  for (const name of ['files', 'locks']) {
    await mkdir(join(folder, name));
    await chmod(join(folder, name), 0o777);
  }
  const port = await freePort();
  await writeFile(join(folder, 'apache.conf'), configuration(folder, port));
  const child = spawn('/usr/sbin/apache2', ['-f', join(folder, 'apache.conf'), '-D', 'FOREGROUND'], {
    stdio: 'ignore',
  });
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    if (
      await fetch(origin).then(
        () => true,
        () => false,
      )
    )
      break;
    if (tries > 100 || child.exitCode !== null) throw new Error('Apache did not start');
    await sleep(50);
  }
  return {
    origin,
    tree: new ProcessTree(child.pid ?? 0),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration(folder: string, port: number): string {
  const modules = ['mpm_event', 'dav', 'dav_fs', 'authz_core', 'mime', 'dir'];
  return `
ServerRoot /usr/lib/apache2
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/error.log
User www-data
Group www-data
Mutex file:${folder}/locks default
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
TypesConfig /etc/mime.types
DavLockDB ${folder}/locks/davlock
DocumentRoot ${folder}/files
MaxKeepAliveRequests 0
<Directory ${folder}/files>
  Require all granted
  Dav On
  DavDepthInfinity Off
</Directory>
`;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
