import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ProcessTree } from './process-tree.ts';

const run = promisify(execFile);

export interface Load {
  readonly method: string;
  /** With `{n}` for a number that is another for each request. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Likewise. */
  readonly body?: string;
  readonly concurrency: number;
  readonly seconds: number;
}

export interface Measured {
  readonly requests: number;
  readonly perSecond: number;
  /** Of the server and its database, a request. */
  readonly cpuMs: number;
  readonly p99Ms: number;
  /** Answers that were no success; a run with any is no measurement. */
  readonly failures: number;
}

/** One load by wrk (C: the client takes as little as possible of the two cores), the server's CPU counted beside it. */
export async function measure(origin: string, load: Load, tree: ProcessTree): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-bench-'));
  try {
    const script = join(folder, 'load.lua');
    await writeFile(script, luaScript(load));
    const before = tree.cpuMs();
    const { stdout } = await run('wrk', [
      '-t1',
      `-c${load.concurrency}`,
      `-d${load.seconds}s`,
      '--timeout',
      '30s',
      '-s',
      script,
      origin,
    ]);
    const used = tree.cpuMs() - before;
    const summary = JSON.parse(stdout.slice(stdout.indexOf('SUMMARY') + 7).split('\n', 1)[0] ?? '{}') as {
      requests: number;
      micros: number;
      status: number;
      other: number;
      p99: number;
    };
    return {
      requests: summary.requests,
      perSecond: (summary.requests / summary.micros) * 1e6,
      cpuMs: used / summary.requests,
      p99Ms: summary.p99 / 1000,
      failures: summary.status + summary.other,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function luaScript({ method, path, headers, body }: Load): string {
  // Lua leaves out a line break that a long string begins with.
  const quoted = (text: string): string => `[==[\n${text}]==]`;
  const varies = body?.includes('{n}') === true;
  const pairs = Object.entries(headers).map(([name, value]) => `[ ${quoted(name)} ] = ${quoted(value)}`);
  const unique = (text: string): string => text.split('{n}').map(quoted).join(' .. n .. ');
  return `
local headers = { ${pairs.join(', ')} }
${varies ? '' : `local body = ${body === undefined ? 'nil' : quoted(body)}`}
local n = 0
request = function()
  n = n + 1
  ${varies ? `local body = ${unique(body ?? '')}` : ''}
  return wrk.format(${quoted(method)}, ${unique(path)}, headers, body)
end
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('SUMMARY{"requests":%d,"micros":%d,"status":%d,"other":%d,"p99":%d}\\n', summary.requests, summary.duration,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(99)))
end
`;
}
