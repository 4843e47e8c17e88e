import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DatedVersion, versionsToDrop } from './thin-versions.ts';

const NOW = 1_800_000_000_000;
const YEAR = 365 * 24 * 3600_000;

const versions = fc
  .array(fc.record({ age: fc.integer({ min: 0, max: 2 * YEAR }), labelled: fc.boolean() }), { maxLength: 200 })
  .map((list) =>
    list.map(({ age, labelled }, id): DatedVersion => ({
      id,
      createdAt: NOW - age,
      label: labelled ? 'fassung' : null,
    })),
  );

test('named and very recent versions stay, old ones go', () => {
  fc.assert(
    fc.property(versions, (list) => {
      const dropped = new Set(versionsToDrop(list, NOW));
      for (const version of list) {
        if (version.label !== null || NOW - version.createdAt < 600_000) assert.ok(!dropped.has(version.id));
        else if (NOW - version.createdAt >= YEAR) assert.ok(dropped.has(version.id));
      }
    }),
  );
});

test('thinning again at the same time drops nothing more, and the newest unnamed version within a year stays', () => {
  fc.assert(
    fc.property(versions, (list) => {
      const dropped = new Set(versionsToDrop(list, NOW));
      const left = list.filter((version) => !dropped.has(version.id));
      assert.deepEqual(versionsToDrop(left, NOW), []);
      const unnamed = list.filter((version) => version.label === null).toSorted((a, b) => b.createdAt - a.createdAt);
      const newest = unnamed[0];
      if (newest !== undefined && NOW - newest.createdAt < YEAR) {
        assert.ok(left.some((version) => version.createdAt === newest.createdAt && version.label === null));
      }
    }),
  );
});

test('what is saved every second for an hour leaves about one a minute', () => {
  const list = Array.from({ length: 3600 }, (_, id): DatedVersion => ({ id, createdAt: NOW - id * 1000, label: null }));
  const left = list.length - versionsToDrop(list, NOW).length;
  assert.ok(left >= 600 + 49 && left <= 600 + 52, `${left} left`);
});
