import assert from 'node:assert/strict';
import { it } from 'node:test';
import { formatSize } from './format-size.ts';

it('sizes are written with their units', () => {
  assert.equal(formatSize(0), '0 B');
  assert.equal(formatSize(1023), '1023 B');
  assert.equal(formatSize(1536), '1.5 KB');
  assert.equal(formatSize(1024 ** 2 - 1), '1 MB');
  assert.equal(formatSize(500 * 1024 ** 3), '500 GB');
  assert.equal(formatSize(5000 * 1024 ** 5), '5000 PB');
});
