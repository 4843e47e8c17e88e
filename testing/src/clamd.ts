import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A clamd of one's own, with a few signatures of one's own, on a socket in a temporary folder. */
export interface Clamd extends AsyncDisposable {
  readonly address: { readonly path: string };
  start(): Promise<void>;
  /** It takes what it is sent, and says nothing until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** As a power cut does it. */
  kill(): Promise<void>;
}

/** Harmless, and taken for malware by every scanner; in pieces, so that none takes this file for it. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE', '!$H+H*'].join('');
/** What the second signature finds wherever it stands. */
export const ownMalware = 'nur zum Testen: Schadsoftware der Landescloud';

const signatures: Readonly<Record<string, string>> = {
  'test.hdb': '44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature',
  'test.ndb': `Landescloud.Test:0:*:${Buffer.from(ownMalware).toString('hex')}`,
};

export interface ClamdOptions {
  /** As in clamd.conf: '4M'. */
  readonly streamMaxLength?: string;
  readonly maxFileSize?: string;
  /** Default: clamd says where it stops looking. */
  readonly silent?: boolean;
  /** Default: those above. */
  readonly signatures?: Readonly<Record<string, string>>;
}

export async function startClamd(options: ClamdOptions = {}): Promise<Clamd> {
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-clamd-'));
  const path = join(folder, 'clamd.sock');
  const database = join(folder, 'db');
  await mkdir(database);
  for (const [name, lines] of Object.entries(options.signatures ?? signatures)) {
    await writeFile(join(database, name), `${lines}\n`);
  }
  const configuration = [
    'Foreground yes',
    `LocalSocket ${path}`,
    `DatabaseDirectory ${database}`,
    `TemporaryDirectory ${folder}`,
    'SelfCheck 0',
    `StreamMaxLength ${options.streamMaxLength ?? '4M'}`,
    `MaxFileSize ${options.maxFileSize ?? '4M'}`,
    `AlertExceedsMax ${options.silent === true ? 'no' : 'yes'}`,
    'AlertEncrypted yes',
  ];
  await writeFile(join(folder, 'clamd.conf'), `${configuration.join('\n')}\n`);

  let running: ChildProcess | undefined;
  const clamd: Clamd = {
    address: { path },
    async start() {
      running = spawn('/usr/sbin/clamd', ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
      await answering(path);
    },
    freeze: () => void running?.kill('SIGSTOP'),
    thaw: () => void running?.kill('SIGCONT'),
    async kill() {
      const ending = running;
      running = undefined;
      if (ending === undefined || ending.exitCode !== null) return;
      const ended = once(ending, 'exit');
      ending.kill('SIGKILL');
      await ended;
    },
    async [Symbol.asyncDispose]() {
      await clamd.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await clamd.start();
  return clamd;
}

async function answering(path: string): Promise<void> {
  for (let round = 0; round < 400; round++) {
    const socket = connect(path);
    const there = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (there) return;
    await sleep(25);
  }
  throw new Error('clamd does not answer');
}
