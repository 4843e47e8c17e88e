import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { like } from './evaluate.ts';

const letters = fc.constantFrom('a', 'b', '%', '_', '.', '*', '(', 'ä');
const text = fc.array(letters, { maxLength: 12 }).map((all) => all.join(''));

function expected(value: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('%', '[^]*').replaceAll('_', '[^]')}$`).test(value);
}

test('LIKE is what its pattern says', () => {
  fc.assert(
    fc.property(text, text, (value, pattern) => assert.equal(like(value, pattern), expected(value, pattern))),
    { numRuns: 2_000 },
  );
});

test('no pattern is slow', () => {
  const began = process.cpuUsage();
  assert.equal(like('a'.repeat(255), `${'%a'.repeat(2_000)}%b`), false);
  assert.equal(like('a'.repeat(255), `${'%_'.repeat(250)}%b`), false);
  const { user, system } = process.cpuUsage(began);
  assert.ok(user + system < 1_000_000, `took ${user + system} µs of CPU`);
});
