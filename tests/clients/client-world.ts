import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor } from '@landescloud/kernel';
import { loadSettings } from '@landescloud/platform/config';
import { silentLog } from '@landescloud/platform/http';
import { compose, prepareDataFolder, type Landescloud } from '@landescloud/server';

/** A whole server of its own for one client program, with people who have app passwords. */
export interface ClientWorld extends AsyncDisposable {
  readonly server: Landescloud;
  readonly url: string;
  /** Scratch folder, removed at the end. */
  readonly folder: string;
  /** A new person: each client test has its own files. */
  addPerson(login: string): Promise<{ login: string; password: string; dav: string }>;
  run(command: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
}

export interface RunOptions {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the program after so many milliseconds by SIGKILL. */
  readonly killAfter?: number;
}

export interface RunResult {
  readonly code: number | null;
  readonly output: string;
}

export async function clientWorld(): Promise<ClientWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-clients-'));
  const settings = loadSettings({
    LANDESCLOUD_PORT: '0',
    LANDESCLOUD_DATA_DIR: join(folder, 'data'),
    LANDESCLOUD_REQUESTS_PER_PERSON: '0',
    LANDESCLOUD_REQUESTS_PER_ADDRESS: '0',
  });
  await prepareDataFolder(settings.dataDir);
  const server = await compose({ settings, log: silentLog });
  const url = await server.start();
  const system = systemActor('tests');
  await server.directory.organisations.add(system, { key: 'land', name: 'Land', kind: 'state' });
  await mkdir(join(folder, 'home'));
  return {
    server,
    url,
    folder,
    async addPerson(login) {
      await server.directory.people.add(system, { login, name: `Person ${login}`, organisationKey: 'land' });
      const card = await server.directory.people.byLogin(login);
      if (card === undefined) throw new Error(`${login} is missing`);
      const { token } = await server.auth.appPasswords.create(
        {
          kind: 'person',
          personId: card.id,
          login,
          name: card.name,
          organisationId: card.organisation.id,
          role: 'member',
          client: 'command-line',
        },
        'test',
      );
      return { login, password: token, dav: `${url}/remote.php/dav/files/${login}/` };
    },
    run: (command, args, options = {}) =>
      run(command, args, { ...options, env: { HOME: join(folder, 'home'), ...options.env } }),
    async [Symbol.asyncDispose]() {
      await server.stop(2000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function run(command: string, args: readonly string[], { input, cwd, env, killAfter }: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const pieces: Buffer[] = [];
    const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.stderr.on('data', (piece: Buffer) => pieces.push(piece));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output: Buffer.concat(pieces).toString() });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}
