import assert from 'node:assert/strict';
import { it } from 'node:test';
import { circlesOf } from './manager-circles.ts';

it('finds who leads themselves, and nobody else', () => {
  const of = (pairs: [number, number][]) => circlesOf(new Map(pairs)).sort((a, b) => a - b);
  assert.deepEqual(of([]), []);
  assert.deepEqual(
    of([
      [1, 2],
      [2, 3],
      [4, 3],
    ]),
    [],
  );
  assert.deepEqual(
    of([
      [1, 1],
      [2, 1],
    ]),
    [1],
  );
  assert.deepEqual(
    of([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 1],
      [4, 0],
    ]),
    [1, 2, 3],
  );
  assert.deepEqual(
    of([
      [1, 2],
      [2, 1],
      [3, 4],
      [4, 3],
      [5, 1],
    ]),
    [1, 2, 3, 4],
  );
  assert.deepEqual(of(Array.from({ length: 50_000 }, (_, at) => [at, at + 1])), []);
});
