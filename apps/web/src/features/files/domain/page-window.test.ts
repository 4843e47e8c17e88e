import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryAt, indexOfEntry, pagesOf } from './page-window.ts';

test('only pages near what is in view are asked for', () => {
  assert.deepEqual(pagesOf({ start: 0, end: 20 }, null), [0]);
  assert.deepEqual(pagesOf({ start: 0, end: 20 }, 100_000), [0]);
  assert.deepEqual(pagesOf({ start: 150, end: 170 }, 100_000), [0, 1]);
  assert.deepEqual(pagesOf({ start: 50_100, end: 50_120 }, 100_000), [250]);
  assert.deepEqual(pagesOf({ start: 99_980, end: 100_010 }, 100_000), [499]);
  assert.deepEqual(pagesOf({ start: 0, end: 20 }, 0), [0]);
});

test('entries are found by index and by what they are', () => {
  const pages = new Map([
    [0, ['a', 'b']],
    [3, ['x', 'y']],
  ]);
  assert.equal(entryAt(pages, 1), 'b');
  assert.equal(entryAt(pages, 601), 'y');
  assert.equal(entryAt(pages, 250), undefined);
  assert.equal(
    indexOfEntry(pages, (entry) => entry === 'x'),
    600,
  );
  assert.equal(
    indexOfEntry(pages, (entry) => entry === 'z'),
    -1,
  );
});
