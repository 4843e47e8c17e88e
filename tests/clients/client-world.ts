import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor, type PersonActor } from '@landescloud/kernel';
import { personActor, type Landescloud } from '@landescloud/server';
import { startWorld, type WorldOptions } from '@landescloud/testing';

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

/** The test world without limits on requests: client programs send as fast as they can. */
export async function clientWorld({ settings, ...options }: WorldOptions = {}): Promise<ClientWorld> {
  const world = await startWorld({
    ...options,
    settings: { requestsPerPerson: 0, requestsPerAddress: 0, ...settings },
  });
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-clients-'));
  const { landescloud: server, url } = world;
  let requests: string[] = [];
  server.http.server.prependListener('request', ({ method, url: target }) => requests.push(`${method} ${target}`));
  await mkdir(join(folder, 'home'));
  return {
    server,
    url,
    folder,
    async addPerson(login) {
      const system = systemActor('tests');
      const organisationKey = (await server.directory.organisations.list(system))[0]?.key ?? '';
      await server.directory.people.add(system, { login, name: `Person ${login}`, organisationKey });
      const actor = await personActor(server, login);
      const { token } = await server.auth.appPasswords.createFor(system, actor.personId, 'test');
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
      await world.stop();
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
