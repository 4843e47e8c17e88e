import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Span } from './entry.ts';
import { isBar, layOutDay } from './lay-out-day.ts';
import { hiddenOn, layOutRow } from './lay-out-weeks.ts';

const day = '2026-11-24';
const timed = (from: number, to: number, startDate = day, endDate = startDate): Span => ({
  allDay: false,
  startDate,
  startMinutes: from,
  endDate,
  endMinutes: to,
});
const whole = (startDate: string, endDate = startDate): Span => ({ ...timed(0, 0, startDate, endDate), allDay: true });

const shape = (entries: readonly Span[]) =>
  layOutDay(entries, day).map(({ from, to, column, columns, width }) => [from, to, column, columns, width]);

test('events side by side where they overlap, and as wide as there is room', () => {
  assert.deepEqual(shape([timed(540, 600), timed(600, 660)]), [
    [540, 600, 0, 1, 1],
    [600, 660, 0, 1, 1],
  ]);
  assert.deepEqual(shape([timed(540, 660), timed(570, 600), timed(600, 630), timed(700, 730)]), [
    [540, 660, 0, 2, 1],
    [570, 600, 1, 2, 1],
    [600, 630, 1, 2, 1],
    [700, 730, 0, 1, 1],
  ]);
  assert.deepEqual(shape([timed(540, 720), timed(540, 600), timed(550, 600), timed(630, 700)]), [
    [540, 720, 0, 3, 1],
    [540, 600, 1, 3, 1],
    [550, 600, 2, 3, 1],
    [630, 700, 1, 3, 2],
  ]);
});

test('one over midnight stands in both days, a longer one and whole days above the hours', () => {
  const night = timed(1380, 60, '2026-11-23', day);
  assert.equal(isBar(night), false);
  assert.deepEqual(shape([night]), [[0, 60, 0, 1, 1]]);
  assert.equal(isBar(timed(600, 900, '2026-11-23', '2026-11-24')), true);
  assert.equal(isBar(whole(day)), true);
  assert.deepEqual(shape([timed(1380, 0, '2026-11-23', day)]), []);
  assert.deepEqual(shape([timed(540, 540)]), [[540, 540, 0, 1, 1]]);
});

test('rows of days: long ones first, in lanes, and how many do not fit', () => {
  const lanes = layOutRow(
    [
      timed(600, 660),
      whole('2026-11-20', '2026-11-25'),
      timed(480, 540),
      whole(day),
      timed(540, 0, '2026-11-28', '2026-11-29'),
    ],
    '2026-11-23',
    7,
  );
  assert.deepEqual(
    lanes.map(({ firstDay, days, lane, isStart, isEnd }) => [firstDay, days, lane, isStart, isEnd]),
    [
      [0, 3, 0, false, true],
      [1, 1, 1, true, true],
      [1, 1, 2, true, true],
      [1, 1, 3, true, true],
      [5, 1, 0, true, true],
    ],
  );
  assert.equal(lanes[2]?.entry.startMinutes, 480);
  assert.equal(hiddenOn(lanes, 1, 4), 0);
  assert.equal(hiddenOn(lanes, 1, 3), 2);
  assert.equal(hiddenOn(lanes, 0, 3), 0);
});
