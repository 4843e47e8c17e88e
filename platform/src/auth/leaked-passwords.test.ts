import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createLeakedPasswords } from './leaked-passwords.ts';

let folder: string;
let path: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaked-'));
  path = join(folder, 'leaked-passwords.txt');
});
after(() => rm(folder, { recursive: true }));

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();

describe('known passwords', () => {
  it('are none where there is no file', async () => {
    assert.equal(await createLeakedPasswords(null).has('Passwort-2026'), false);
    assert.equal(await createLeakedPasswords(path).has('Passwort-2026'), false);
  });

  it('are found by themselves, by their hash, and with a count', async () => {
    const lines = [
      'Sommer-2026!',
      sha1('Herbst-2026!'),
      `${sha1('Winter-2026!')}:17\r`,
      sha1('Ende-2026!').toLowerCase(),
    ];
    await writeFile(path, lines.join('\n'));
    const leaked = createLeakedPasswords(path);
    for (const known of ['Sommer-2026!', 'Herbst-2026!', 'Winter-2026!', 'Ende-2026!']) {
      assert.equal(await leaked.has(known), true, known);
    }
    for (const other of ['ommer-2026!', 'Sommer-2026', 'Sommer-2026!!', 'sommer-2026!', 'Frühling-2026!']) {
      assert.equal(await leaked.has(other), false, other);
    }
  });

  it('are found wherever they lie in a file of many', async () => {
    const lines = Array.from({ length: 200_000 }, (_, count) => `Kennwort-${count}-${'x'.repeat(count % 23)}`);
    await writeFile(path, `${lines.join('\n')}\n`);
    const leaked = createLeakedPasswords(path);
    for (let count = 0; count < lines.length; count += 9973) assert.equal(await leaked.has(lines[count]!), true);
    assert.equal(await leaked.has(lines.at(-1)!), true);
    assert.equal(await leaked.has('Kennwort-200000-'), false);
  });

  it('are found in a large sorted file by a few reads', async () => {
    const count = 250_000;
    const lines = Array.from({ length: count }, (_, index) => `${sha1(`p${index}`)}:${index + 1}`).sort();
    await writeFile(path, `${lines.join('\n')}\n`);
    const leaked = createLeakedPasswords(path);
    const start = performance.now();
    for (let index = 0; index < count; index += 2503) assert.equal(await leaked.has(`p${index}`), true, `p${index}`);
    for (let index = 0; index < 100; index += 1) assert.equal(await leaked.has(`q${index}`), false);
    assert.ok((performance.now() - start) / 200 < 50);
    for (const line of [lines[0]!, lines.at(-1)!]) {
      const index = Number(line.split(':')[1]) - 1;
      assert.equal(await leaked.has(`p${index}`), true, 'first and last');
    }
  });
});
