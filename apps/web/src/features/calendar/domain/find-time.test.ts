import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTimes } from './find-time.ts';

const hour = 3_600_000;
const at = (start: number, end: number) => ({ start: start * hour, end: end * hour });

test('times at which all can, then those at which only the optional cannot', () => {
  const people = [
    { busy: [at(8, 10), at(11, 12)], isOptional: false },
    { busy: [at(9, 11)], isOptional: false },
    { busy: [at(12, 14)], isOptional: true },
  ];
  const found = findTimes({ people, windows: [at(8, 15)], length: hour, step: hour, most: 10 });
  assert.deepEqual(
    found.map(({ start, without }) => [start / hour, without]),
    [
      [14, []],
      [12, [2]],
      [13, [2]],
    ],
  );
});

test('with a room: only when one is free and open, and which', () => {
  const rooms = [
    { busy: [at(8, 10)], isOpenFor: () => true },
    { busy: [], isOpenFor: (start: number) => start >= 9 * hour },
  ];
  const found = findTimes({ people: [], rooms, windows: [at(8, 12)], length: hour, step: hour, most: 10 });
  assert.deepEqual(
    found.map(({ start, room }) => [start / hour, room]),
    [
      [9, 1],
      [10, 0],
      [11, 0],
    ],
  );
});

test('none where there is none, and no more than asked for', () => {
  const busy = [{ busy: [at(0, 24)], isOptional: false }];
  assert.deepEqual(findTimes({ people: busy, windows: [at(8, 16)], length: hour, step: hour, most: 3 }), []);
  assert.equal(findTimes({ people: [], windows: [at(8, 16)], length: hour, step: hour / 2, most: 3 }).length, 3);
  assert.deepEqual(findTimes({ people: [], windows: [at(8, 9)], length: 2 * hour, step: hour, most: 3 }), []);
});
