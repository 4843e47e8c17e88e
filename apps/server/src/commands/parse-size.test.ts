import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseSize } from './parse-size.ts';

it('sizes are read with their units', () => {
  assert.equal(parseSize('1024'), 1024);
  assert.equal(parseSize('500 GB'), 500 * 2 ** 30);
  assert.equal(parseSize('1.5GiB'), 1.5 * 2 ** 30);
  for (const bad of ['', 'x', '-1', '1 XB', '1e9', '99999999 TB', '1 GB 2'])
    assert.throws(() => parseSize(bad), /expected a size/, bad);
});
