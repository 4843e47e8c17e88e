import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { environment } from './server-process.ts';

const entry = fileURLToPath(new URL('../../apps/server/src/cli.ts', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The operator's command line on a data folder. */
export async function runCli(
  args: readonly string[],
  o: { dataDir: string; input?: string; env?: Readonly<Record<string, string>> },
): Promise<CliResult> {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...environment(), LANDESCLOUD_DATA_DIR: o.dataDir, ...o.env },
  });
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.on('close', resolve);
  child.stdin.on('error', () => {});
  child.stdin.end(o.input ?? '');
  const [code, stdout, stderr] = await Promise.all([promise, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}
