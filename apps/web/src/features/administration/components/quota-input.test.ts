import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuota, quotaText } from './quota-input.ts';

test('a quota is read in GB with comma or point; empty is no limit', () => {
  assert.equal(parseQuota('50'), 50 * 1024 ** 3);
  assert.equal(parseQuota(' 1,5 '), 1.5 * 1024 ** 3);
  assert.equal(parseQuota('1.5'), 1.5 * 1024 ** 3);
  assert.equal(parseQuota(''), null);
  for (const bad of ['x', '-1', '0', '1e9', '1 000']) assert.equal(parseQuota(bad), undefined, bad);
});

test('a quota is written as it is read', () => {
  for (const text of ['50', '1.5', '0.25', '']) {
    const bytes = parseQuota(text);
    assert.ok(bytes !== undefined);
    assert.equal(quotaText(bytes), text);
  }
});
