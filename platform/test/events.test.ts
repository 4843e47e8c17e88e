import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, platformMigrations } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import { createEvents, createHints } from '@landescloud/platform/events';
import type { DomainEvent, Events, StoredEvent } from '@landescloud/platform/events';
import { createTestDatabase } from '@landescloud/testing/test-database';
import type { TestDatabase } from '@landescloud/testing/test-database';
import { eventually } from './embedded-fixture.ts';

let made: TestDatabase;
let db: Database;
before(async () => {
  made = await createTestDatabase({ sources: [platformMigrations] });
  db = made.db;
});
after(() => made.drop());

const event = (n: number, type = 'test.counted'): DomainEvent => ({
  type,
  actor: { kind: 'person', personId: 1, client: 'browser' },
  organisationId: null,
  subject: `thing:${n}`,
  data: { n, text: `ä"\\{},` },
  at: 1_000 + n,
});
const numbers = (events: readonly StoredEvent[]) => events.map(({ data }) => data['n']);

suite('events', () => {
  let events: Events;
  beforeEach(async () => {
    await db.query('truncate platform.outbox; delete from platform.subscriber');
    events = createEvents(db);
  });
  afterEach(() => events.stop());

  test('reach those who subscribed to their type, whole, in order, after the commit', async () => {
    const heard: StoredEvent[] = [];
    events.subscribe('all', ['test.counted', 'test.other'], async (batch) => void heard.push(...batch));
    const others: StoredEvent[] = [];
    events.subscribe('other', ['test.other'], async (batch) => void others.push(...batch));
    const whole: StoredEvent[] = [];
    events.subscribe('whole', 'all', async (batch) => void whole.push(...batch));
    assert.equal(await events.position('whole'), null);
    events.start();
    await db.transaction(async (tx) => {
      await events.record(tx, [event(1), event(2, 'test.other')]);
      await sleep(100);
      assert.equal(heard.length, 0);
    });
    await events.record(db, [event(3)]);
    await eventually(3_000, () => assert.deepEqual(numbers(heard), [1, 2, 3]));
    await eventually(3_000, () => assert.deepEqual(numbers(others), [2]));
    await eventually(3_000, () => assert.deepEqual(whole, heard));
    await eventually(3_000, async () => assert.equal(await events.position('whole'), whole.at(-1)?.id));
    const { id, ...first } = heard[0] ?? assert.fail();
    assert.deepEqual(first, event(1));
    assert.ok(id > 0);
  });

  test('that were rolled back are never heard of, and hold nothing up for long', async () => {
    const heard: StoredEvent[] = [];
    events.subscribe('all', ['test.counted'], async (batch) => void heard.push(...batch));
    events.start();
    const undone = db.transaction(async (tx) => {
      await events.record(tx, [event(1), event(2)]);
      throw new Error('undo');
    });
    await assert.rejects(undone);
    await events.record(db, [event(3)]);
    await eventually(2_000, () => assert.deepEqual(numbers(heard), [3]));
  });

  test('of a slow transaction come before those that were recorded after them', async () => {
    const heard: StoredEvent[] = [];
    events.subscribe('all', ['test.counted'], async (batch) => void heard.push(...batch));
    events.start();
    const slow = db.transaction(async (tx) => {
      await events.record(tx, [event(1)]);
      await sleep(400);
    });
    await sleep(100);
    await events.record(db, [event(2)]);
    await slow;
    await events.record(db, [event(3)]);
    await eventually(2_000, () => assert.deepEqual(numbers(heard), [1, 2, 3]));
  });

  test('come again when the handler throws, one alone first, and nothing is lost or overtaken', async () => {
    const heard: number[] = [];
    let failures = 3;
    const sizes: number[] = [];
    events.subscribe('all', ['test.counted'], async (batch) => {
      sizes.push(batch.length);
      if (failures > 0) {
        failures -= 1;
        throw new Error('not today');
      }
      heard.push(...(numbers(batch) as number[]));
    });
    await events.record(db, [event(1), event(2), event(3)]);
    events.start();
    await eventually(5_000, () => assert.deepEqual(heard, [1, 2, 3]));
    assert.deepEqual(sizes, [3, 1, 1, 1, 2]);
  });

  test('under many writers at once: every one, in the order of the ids, across a change of process', async (t) => {
    const writers = 8;
    const each = 60;
    const heard: StoredEvent[] = [];
    const other = await openDatabase({ url: made.url });
    const handlers = [createEvents(db), createEvents(other)];
    t.after(async () => {
      await handlers[1]?.stop();
      await other.close();
    });
    for (const handler of handlers) {
      handler.subscribe('many', ['test.counted'], async (batch) => void heard.push(...batch));
      handler.start();
    }
    const writing = Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let n = 0; n < each; n += 1) {
          const undo = n % 7 === 3;
          await db
            .transaction(async (tx) => {
              await events.record(tx, [event(writer * each + n)]);
              if (n % 5 === 0) await sleep(2);
              if (undo) throw new Error('undo');
            })
            .catch(() => {});
        }
      }),
    );
    await sleep(150);
    await handlers[0]?.stop();
    await writing;
    const [stored] = await db.query<{ count: number }>('select count(*) from platform.outbox');
    await eventually(8_000, () => assert.equal(new Set(heard.map(({ id }) => id)).size, stored?.count));
    const ids = heard.map(({ id }) => id);
    assert.deepEqual(
      ids,
      ids.toSorted((a, b) => a - b),
    );
    for (let writer = 0; writer < writers; writer += 1) {
      const own = heard.map(({ data }) => Number(data['n'])).filter((n) => Math.floor(n / each) === writer);
      assert.deepEqual(
        own,
        own.toSorted((a, b) => a - b),
      );
    }
  });

  test('go on where they were after a stop, and are deleted when all subscribers have them', async () => {
    const heard: StoredEvent[] = [];
    events.subscribe('all', ['test.counted'], async (batch) => void heard.push(...batch));
    events.start();
    await events.record(db, [event(1)]);
    await eventually(3_000, () => assert.deepEqual(numbers(heard), [1]));
    await events.stop();
    await events.record(db, [event(2)]);
    const again = createEvents(db);
    again.subscribe('all', ['test.counted'], async (batch) => void heard.push(...batch));
    again.start();
    await eventually(3_000, () => assert.deepEqual(numbers(heard), [1, 2]));
    await again.stop();
    events = createEvents(db);
    events.subscribe('all', ['test.counted'], async () => assert.fail('delivered twice'));
    events.subscribe('new', ['test.counted'], async () => {});
    events.start();
    await eventually(8_000, async () => {
      assert.deepEqual(await db.arrays('select count(*) from platform.outbox'), [[0]]);
    });
  });
});

suite('hints', () => {
  test('are heard here at once and elsewhere soon, by topic', async () => {
    const other = await openDatabase({ url: made.url });
    const [here, there] = [createHints(db), createHints(other)];
    await Promise.all([here.start(), there.start()]);
    const heard: unknown[] = [];
    const heardThere: unknown[] = [];
    here.subscribe('a', (data) => heard.push(data));
    const end = there.subscribe('a', (data) => heardThere.push(data));
    there.subscribe('b', () => assert.fail('another topic'));
    here.publish('a', { n: 1, text: 'ü' });
    here.publish('c', {});
    assert.deepEqual(heard, [{ n: 1, text: 'ü' }]);
    await eventually(2_000, () => assert.deepEqual(heardThere, [{ n: 1, text: 'ü' }]));
    for (let n = 0; n < 1_000; n += 1) here.publish('a', { n, filler: 'x'.repeat(20) });
    await eventually(2_000, () => assert.equal(heardThere.length, 1_001));
    end();
    here.publish('a', { n: 2 });
    await here.stop();
    await sleep(50);
    assert.equal(heardThere.length, 1_001);
    assert.equal(heard.length, 1_002);
    await there.stop();
    await other.close();
  });
});
