import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Group } from './groups.ts';
import { runGroup } from './run-group.ts';

const fixtures: Readonly<Record<string, string>> = {
  'good.test.mjs': `
    import { describe, it } from 'node:test';
    describe('suite', () => { it('works', () => {}); it('later', { skip: 'no TUN here' }, () => {}); });
    describe('other suite', { skip: 'no root' }, () => { it('never', () => {}); });`,
  'bad.test.mjs': `
    import { describe, it } from 'node:test';
    describe('suite', () => { it('breaks', () => { throw new Error('broken inside'); }); });`,
  'hook.test.mjs': `
    import { before, describe, it } from 'node:test';
    describe('suite', () => { before(() => { throw new Error('no database'); }); it('never runs', () => {}); });`,
  'crash.test.mjs': `import 'node:nothing';`,
  'empty.test.mjs': '',
  'hang.test.mjs': `
    import { it } from 'node:test';
    it('hangs', () => new Promise(() => setInterval(() => {}, 1000)));`,
};

let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'landescloud-run-group-'));
  for (const [name, source] of Object.entries(fixtures)) writeFileSync(join(folder, name), source);
});

after(() => rmSync(folder, { recursive: true, force: true }));

async function outcomes(t: TestContext, change: Partial<Group>): Promise<string[]> {
  t.mock.method(console, 'log', () => {});
  const group = {
    name: 'g',
    files: [],
    concurrency: 1,
    fileTimeout: 30,
    timeout: 30,
    external: false,
    waiting: [],
  };
  const { lines } = await runGroup(folder, { ...group, ...change }, {});
  return lines.map(({ outcome, file, name, reason }) => `${outcome} ${file} ${name} ${reason.split('\n')[0]}`.trim());
}

describe('runGroup', () => {
  it('counts tests, not suites, and keeps the reason of a skip', async (t) => {
    assert.deepEqual(await outcomes(t, { files: ['good.test.mjs'] }), [
      'passed good.test.mjs suite > works',
      'skipped good.test.mjs suite > later no TUN here',
      'skipped good.test.mjs other suite no root',
    ]);
  });

  it('tells what failed', async (t) => {
    assert.deepEqual(await outcomes(t, { files: ['bad.test.mjs'] }), [
      'failed bad.test.mjs suite > breaks Error: broken inside',
    ]);
  });

  it('fails for a hook and for a file that does not load', async (t) => {
    assert.match(
      (await outcomes(t, { files: ['hook.test.mjs'] })).join('\n'),
      /^failed hook\.test\.mjs suite.*no database/m,
    );
    assert.match((await outcomes(t, { files: ['crash.test.mjs'] })).join('\n'), /^failed crash\.test\.mjs/m);
  });

  it('ends a hang and goes on with the next file', async (t) => {
    assert.deepEqual(await outcomes(t, { files: ['hang.test.mjs', 'good.test.mjs'], fileTimeout: 2 }), [
      'failed hang.test.mjs the whole file did not end within 2 s; the last test that ended was "none"',
      'passed good.test.mjs suite > works',
      'skipped good.test.mjs suite > later no TUN here',
      'skipped good.test.mjs other suite no root',
    ]);
  });

  it('ends a group that takes too long', async (t) => {
    assert.deepEqual(await outcomes(t, { files: ['hang.test.mjs', 'good.test.mjs'], timeout: 1 }), [
      'failed hang.test.mjs the whole file was ended because the group took too long',
      'failed good.test.mjs the whole file was not run: g took longer than 1 s',
    ]);
  });

  it('fails when nothing ran', async (t) => {
    assert.match((await outcomes(t, { files: ['absent.test.mjs'] })).join('\n'), /^failed absent\.test\.mjs/);
    assert.match(
      (await outcomes(t, { files: ['empty.test.mjs'] })).join('\n'),
      /^failed empty\.test\.mjs.*has no test/,
    );
  });
});
