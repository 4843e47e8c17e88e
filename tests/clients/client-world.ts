import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor, type PersonActor } from '@landescloud/kernel';
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
  addPerson(login: string): Promise<ClientPerson>;
  run(command: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** 'PUT /remote.php/…' for every request since the last call. */
  takeRequests(): string[];
}

export interface ClientPerson {
  readonly login: string;
  readonly password: string;
  /** The address of the person's files. */
  readonly dav: string;
  readonly actor: PersonActor;
}

export interface RunOptions {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the program by SIGKILL. */
  readonly signal?: AbortSignal;
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
  let requests: string[] = [];
  server.http.server.prependListener('request', ({ method, url: target }) => requests.push(`${method} ${target}`));
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
      const actor: PersonActor = {
        kind: 'person',
        personId: card.id,
        login,
        name: card.name,
        organisationId: card.organisation.id,
        role: 'member',
        client: 'command-line',
      };
      const { token } = await server.auth.appPasswords.create(actor, 'test');
      return { login, password: token, dav: `${url}/remote.php/dav/files/${login}/`, actor };
    },
    run: (command, args, options = {}) =>
      run(command, args, { ...options, env: { HOME: join(folder, 'home'), ...options.env } }),
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    async [Symbol.asyncDispose]() {
      await server.stop(2000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function run(command: string, args: readonly string[], { input, cwd, env, signal }: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const pieces: Buffer[] = [];
    signal?.addEventListener('abort', () => child.kill('SIGKILL'));
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.stderr.on('data', (piece: Buffer) => pieces.push(piece));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, output: Buffer.concat(pieces).toString() });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}
