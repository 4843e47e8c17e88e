import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url));

/** As scripts/run gives them to `npm start`. */
const flags = ['--max-semi-space-size=16'];

export interface ServerProcessOptions {
  readonly dataDir: string;
  /** Settings beside the data folder; a free port where none is given. */
  readonly env?: Readonly<Record<string, string>>;
  /** How long it may take to be ready, in milliseconds; default 60,000. */
  readonly patience?: number;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A real server: what `npm start` starts. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Everything it has printed so far, both streams. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
  readonly exit: Promise<Exit>;
  /** SIGTERM, and how it ended. */
  stop(): Promise<Exit>;
}

/** Resolves when the server says that it is ready; throws with its output where it ends before. */
export async function startServerProcess({
  dataDir,
  env = {},
  patience = 60_000,
}: ServerProcessOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...flags, entry], {
    env: { ...environment(), LANDESCLOUD_PORT: '0', LANDESCLOUD_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      output += `${line}\n`;
      const address = /^Landescloud is ready at (\S+)$/.exec(line)?.[1];
      if (address !== undefined) ready.resolve(address);
    });
  }
  const ended = Promise.withResolvers<Exit>();
  child.on('error', ready.reject);
  child.on('close', (code, signal) => {
    ended.resolve({ code, signal });
    ready.reject(new Error(`the server ended with ${code ?? signal} before it was ready:\n${output}`));
  });
  const tooLate = setTimeout(() => {
    ready.reject(new Error(`the server was not ready in time:\n${output}`));
    child.kill('SIGKILL');
  }, patience);
  const url = await ready.promise.finally(() => clearTimeout(tooLate));
  const stop = (): Promise<Exit> => {
    child.kill('SIGTERM');
    return ended.promise;
  };
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    kill: (signal) => void child.kill(signal),
    exit: ended.promise,
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

/** Ours without settings that somebody happens to have. */
export function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('LANDESCLOUD_')));
}
