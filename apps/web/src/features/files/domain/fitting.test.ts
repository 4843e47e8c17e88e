import assert from 'node:assert/strict';
import { it } from 'node:test';
import { splitByRoom } from './fitting.ts';

const sizes = (items: readonly { file: { size: number } }[]) => items.map(({ file }) => file.size);

it('takes in order what fits, and leaves out what does not', () => {
  const items = [60, 50, 30, 0, 11].map((size) => ({ file: { size } }));
  const { fits, tooMuch } = splitByRoom(items, 100);
  assert.deepEqual(sizes(fits), [60, 30, 0]);
  assert.deepEqual(sizes(tooMuch), [50, 11]);
  assert.deepEqual(sizes(splitByRoom(items, 0).fits), [0]);
  assert.deepEqual(sizes(splitByRoom(items, 151).tooMuch), []);
});
