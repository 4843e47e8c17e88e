import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ProcessTree } from './process-tree.ts';

const start = fileURLToPath(new URL('../../scripts/run', import.meta.url));
const PASSWORD = 'Messung-mit-Nachdruck-2026';

export interface Subject extends AsyncDisposable {
  readonly origin: string;
  readonly tree: ProcessTree;
  readonly authorization: string;
  readonly dataDir: string;
  /** Below /remote.php/dav/files/admin, with the app password. */
  dav(
    method: string,
    path: string,
    init?: { body?: string | Uint8Array; headers?: Record<string, string> },
  ): Promise<Response>;
}

/** The server as `npm start` runs it, on a folder of its own; what it answers is what people get. */
export async function startLandescloud(): Promise<Subject> {
  const dataDir = await mkdtemp(join(tmpdir(), 'landescloud-bench-data-'));
  // The script becomes the server (exec), so its process id is the server's.
  const child = spawn('sh', [start, 'start'], {
    env: { ...process.env, LANDESCLOUD_DATA_DIR: dataDir, LANDESCLOUD_PORT: '0', LANDESCLOUD_ADMIN_PASSWORD: PASSWORD },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await readOrigin(child.stdout);
  const authorization = await appPassword(origin);
  return {
    origin,
    dataDir,
    authorization,
    // The database is not the server's child: it outlives a server that was killed. Its files lie in the data folder.
    tree: new ProcessTree(child.pid ?? 0, (command) => command.includes(dataDir)),
    dav: (method, path, { body, headers } = {}) =>
      fetch(`${origin}/remote.php/dav/files/admin${path}`, {
        method,
        headers: { authorization, ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Blob([body]) }),
      }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function readOrigin(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const found = /https?:\/\/\S+/.exec(line);
    if (found !== null) {
      output.resume();
      return found[0];
    }
  }
  throw new Error('the server ended before it was ready');
}

async function appPassword(origin: string): Promise<string> {
  const json = { 'content-type': 'application/json' };
  const session = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ login: 'admin', password: PASSWORD }),
  });
  const cookie = session.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const made = await fetch(`${origin}/api/v1/me/app-passwords`, {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify({ label: 'bench' }),
  });
  const { token } = (await made.json()) as { token: string };
  return `Basic ${Buffer.from(`admin:${token}`).toString('base64')}`;
}
