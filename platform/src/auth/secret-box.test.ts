import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createSecretBox, openSecretBox } from './secret-box.ts';

describe('the secret box', () => {
  it('opens what it sealed, for the same context and with the same key alone', () => {
    const box = createSecretBox(randomBytes(32));
    const secret = Buffer.from('ein Geheimnis');
    const sealed = box.seal(secret, 'totp 1 2');
    assert.deepEqual(box.open(sealed, 'totp 1 2'), secret);
    assert.notDeepEqual(box.seal(secret, 'totp 1 2'), sealed);
    assert.throws(() => box.open(sealed, 'totp 1 3'));
    assert.throws(() => createSecretBox(randomBytes(32)).open(sealed, 'totp 1 2'));
    for (const at of [0, 12, 28]) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      assert.throws(() => box.open(changed, 'totp 1 2'));
    }
    assert.throws(() => box.open(sealed.subarray(0, 20), 'totp 1 2'));
  });

  it('makes its key once, for all who start at the same time, and for nobody else to read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'secrets-'));
    try {
      const inside = join(folder, 'secrets');
      const boxes = await Promise.all(Array.from({ length: 5 }, () => openSecretBox(inside)));
      const macs = new Set(boxes.map((box) => box.mac('test', 'x').toString('hex')));
      assert.equal(macs.size, 1);
      assert.equal((await stat(join(inside, 'auth.key'))).mode & 0o777, 0o600);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
