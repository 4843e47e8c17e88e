import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carried, momentOf, offsetOf, wallOf } from './zones.ts';

const berlin = 'Europe/Berlin';

test('moments and clocks of a zone, across the change to summer time and back', () => {
  const at = Date.parse('2026-11-24T13:00:00Z');
  assert.deepEqual(wallOf(at, berlin), { date: '2026-11-24', minutes: 840 });
  assert.equal(momentOf({ date: '2026-11-24', minutes: 840 }, berlin), at);
  // does not exist: taken with the time before the gap
  assert.equal(momentOf({ date: '2026-03-29', minutes: 150 }, berlin), Date.parse('2026-03-29T01:30:00Z'));
  // exists twice: the first
  assert.equal(momentOf({ date: '2026-10-25', minutes: 150 }, berlin), Date.parse('2026-10-25T00:30:00Z'));
  assert.equal(offsetOf(Date.parse('2026-07-01T00:00:00Z'), berlin), 120);
  assert.equal(offsetOf(at, 'Asia/Kolkata'), 330);
});

test('every hour of a year, there and back', () => {
  for (const zone of [berlin, 'America/New_York', 'Pacific/Auckland', 'UTC']) {
    for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 7 * 3_600_000) {
      const wall = wallOf(ms, zone);
      const back = momentOf(wall, zone);
      assert.ok(back === ms || back === ms - 3_600_000, `${zone} ${new Date(ms).toISOString()}`);
    }
  }
});

test('minutes beyond midnight belong to other days', () => {
  assert.deepEqual(carried({ date: '2026-12-31', minutes: 1500 }), { date: '2027-01-01', minutes: 60 });
  assert.deepEqual(carried({ date: '2026-12-31', minutes: -30 }), { date: '2026-12-30', minutes: 1410 });
});
