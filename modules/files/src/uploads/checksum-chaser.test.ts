import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import type { BlobStore } from '@landescloud/platform/blobs';
import { ChecksumChaser } from './checksum-chaser.ts';

const texts = ['eins', 'zwei', 'drei', 'vier'];
const parts = texts.map((text, position) => ({ position, blob: text, length: text.length }));
const whole = createHash('sha256').update(texts.join('')).digest('hex');
const checksums = [{ algorithm: 'sha256', hex: whole }] as const;

function chaserOver(stored: readonly (typeof parts)[number][]) {
  const read: string[] = [];
  const blobs: Pick<BlobStore, 'read'> = {
    read(blob) {
      read.push(blob);
      return Readable.from([Buffer.from(blob)]);
    },
  };
  return { chaser: new ChecksumChaser(blobs as BlobStore, async () => stored), read };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test('whoever takes the upload over reads the earlier parts while the later ones come, not at the end', async () => {
  const { chaser, read } = chaserOver(parts.slice(0, 3));
  chaser.partStored(1, parts[2]!, ['sha256']);
  chaser.partStored(1, parts[3]!, ['sha256']);
  await settled();
  assert.deepEqual(read, texts);
  const { digests } = await chaser.digest(1, parts, checksums);
  assert.equal(digests.get('sha256'), whole);
  assert.deepEqual(read, texts, 'each was read once');
});

test('in any order, and with a part that was replaced, the sum is right', async () => {
  const { chaser, read } = chaserOver([]);
  for (const position of [3, 1, 0]) chaser.partStored(1, parts[position]!, ['sha256']);
  chaser.partStored(1, { ...parts[2]!, blob: 'alt!' }, ['sha256']);
  await settled();
  assert.equal((await chaser.digest(1, parts, checksums)).digests.get('sha256'), whole);
  assert.ok(read.includes('alt!'));
});

test('what remains to come waits for what is behind, in proportion', async () => {
  const { chaser, read } = chaserOver(parts.slice(0, 3));
  chaser.partStored(1, parts[2]!, ['sha256']);
  await chaser.keepPace(1, { arrived: 4, remaining: 4 });
  assert.ok(read.length >= 2, 'half of the twelve bytes are hashed');
  chaser.partStored(1, parts[3]!, ['sha256']);
  await chaser.keepPace(1, { arrived: 4, remaining: 0 });
  assert.deepEqual(read, texts, 'nothing is left at the end');
  chaser.partStored(2, parts[1]!, ['sha256']);
  const waiting = chaser.keepPace(2, { arrived: 4, remaining: 0 });
  chaser.forget(2);
  await waiting;
});
