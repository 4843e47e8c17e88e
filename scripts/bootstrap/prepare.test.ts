import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

// Stands for npm: takes a moment, counts its runs, and records what it installed as npm does.
const npm = `
  const fs = require('node:fs');
  setTimeout(() => {
    fs.appendFileSync('runs.txt', process.argv.slice(2).join(' ') + '\\n');
    if (fs.existsSync('broken')) { console.error('npm error 404'); process.exit(1); }
    fs.mkdirSync('node_modules/vite/bin', { recursive: true });
    fs.writeFileSync('node_modules/vite/bin/vite.js', fs.readFileSync('vite.js'));
    fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
  }, 300);`;

const vite = `
  const fs = require('node:fs');
  fs.appendFileSync('../../builds.txt', 'x');
  fs.mkdirSync('dist.next');
  fs.copyFileSync('index.html', 'dist.next/index.html');`;

let tree: string;
const inTree = (path: string): string => join(tree, path);
const read = (path: string): string => readFileSync(inTree(path), 'utf8');

function writeLock(version: string): void {
  const packages = { '': {}, 'node_modules/vite': { version }, 'node_modules/other-os': { version, optional: true } };
  writeFileSync(inTree('package-lock.json'), JSON.stringify({ packages }));
}

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'landescloud-prepare-'));
  const scripts = join(import.meta.dirname, '..');
  for (const name of ['run', 'prepare.mjs', 'bootstrap']) {
    cpSync(join(scripts, name), inTree(`scripts/${name}`), { recursive: true });
  }
  mkdirSync(inTree('apps/web/src'), { recursive: true });
  mkdirSync(inTree('apps/server/src'), { recursive: true });
  writeFileSync(inTree('apps/web/index.html'), 'first');
  writeFileSync(inTree('npm.js'), npm);
  writeFileSync(inTree('vite.js'), vite);
  writeLock('1.0.0');
});

afterEach(() => rmSync(tree, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, ...args: readonly string[]): Promise<Ended> {
  const path = `${dirname(process.execPath)}:${process.env['PATH']}`;
  const env = { ...process.env, PATH: path, npm_execpath: inTree('npm.js'), npm_node_execpath: process.execPath };
  const child = spawn(command, args, { cwd: tree, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...output })));
}

const prepare = (): Promise<Ended> => run(process.execPath, inTree('scripts/prepare.mjs'), '--web=yes');

describe('prepare', () => {
  it('installs and builds once, then has nothing to do', async () => {
    const first = await prepare();
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stderr, /installing packages.*\n.*building the web app/);
    assert.equal(first.stdout, '');
    assert.equal(read('apps/web/dist/index.html'), 'first');
    assert.deepEqual(await prepare(), { code: 0, stdout: '', stderr: '' });
    assert.match(read('runs.txt'), /^ci [^\n]*\n$/);
    assert.equal(read('builds.txt'), 'x');
  });

  it('does the work once for two starts at once', async () => {
    const both = await Promise.all([prepare(), prepare()]);
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
    assert.equal(read('runs.txt').split('\n').length, 2);
    assert.equal(read('builds.txt'), 'x');
    assert.ok(!existsSync(inTree('.prepare.tmp')));
  });

  it('installs again when the lock file asks for something else, and builds again when a source changed', async () => {
    await prepare();
    writeLock('2.0.0');
    writeFileSync(inTree('apps/web/index.html'), 'second');
    assert.equal((await prepare()).code, 0);
    assert.equal(read('runs.txt').split('\n').length, 3);
    assert.equal(read('apps/web/dist/index.html'), 'second');
  });

  it('takes over from a process that was killed', async () => {
    writeFileSync(inTree('.prepare.tmp'), '999999999 1');
    assert.equal((await prepare()).code, 0);
    // The id lives, but as another process than the one that wrote it.
    writeFileSync(inTree('.prepare.tmp'), `${process.pid} 1`);
    writeFileSync(inTree('apps/web/index.html'), 'third');
    assert.equal((await prepare()).code, 0);
  });

  it('fails with what npm said', async () => {
    writeFileSync(inTree('broken'), '');
    const { code, stderr } = await prepare();
    assert.equal(code, 1);
    assert.match(stderr, /npm ci failed \(exit code 1\):\nnpm error 404/);
  });
});

describe('run', () => {
  it('becomes the task: its output, exit code and process', async () => {
    await prepare();
    mkdirSync(inTree('node_modules/.bin'));
    symlinkSync(process.execPath, inTree('node_modules/.bin/node'));
    writeFileSync(inTree('apps/server/src/cli.ts'), 'console.log(process.argv.slice(2).join()); process.exit(7);');
    assert.deepEqual(await run('sh', inTree('scripts/run'), 'landescloud', 'a b', '--json'), {
      code: 7,
      stdout: 'a b,--json\n',
      stderr: '',
    });
    writeFileSync(
      inTree('apps/server/src/cli.ts'),
      "process.on('SIGTERM', () => process.exit(0)); process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 5000);",
    );
    assert.equal((await run('sh', inTree('scripts/run'), 'landescloud')).code, 0);
  });

  it('refuses a task that it does not know', async () => {
    const { code, stderr } = await run('sh', inTree('scripts/run'), 'nothing');
    assert.equal(code, 64);
    assert.match(stderr, /unknown task 'nothing'/);
  });
});
