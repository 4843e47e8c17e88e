import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverage, nothingSelected, retain, selectAll, selectOnly, selectRange, toggle } from './selection.ts';

test('Ctrl toggles and moves the anchor', () => {
  const two = toggle(selectOnly(1), 5);
  assert.deepEqual([...two.ids], [1, 5]);
  assert.equal(two.anchor, 5);
  assert.deepEqual([...toggle(two, 1).ids], [5]);
});

test('Shift selects from the anchor, again and again from the same one', () => {
  const start = selectOnly(3);
  const down = selectRange(start, [3, 4, 5], false);
  assert.deepEqual([...down.ids], [3, 4, 5]);
  const up = selectRange(down, [3, 2], false);
  assert.deepEqual([...up.ids], [3, 2]);
  assert.equal(up.anchor, 3);
});

test('Ctrl and Shift add the range', () => {
  assert.deepEqual([...selectRange(toggle(selectOnly(9), 1), [1, 2], true).ids], [9, 1, 2]);
});

test('what is gone is no longer selected, and nothing changed is the same object', () => {
  const all = selectAll([1, 2, 3]);
  assert.equal(
    retain(all, () => false),
    all,
  );
  const left = retain(all, (id) => id === 1);
  assert.deepEqual([...left.ids], [2, 3]);
  assert.equal(left.anchor, null);
});

test('coverage for the header', () => {
  assert.equal(coverage(nothingSelected, 0), 'none');
  assert.equal(coverage(selectOnly(1), 2), 'some');
  assert.equal(coverage(selectAll([1, 2]), 2), 'all');
});
