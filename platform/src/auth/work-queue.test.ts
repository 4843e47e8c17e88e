import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDomainError } from '@landescloud/kernel';
import { createWorkQueue } from './work-queue.ts';

describe('a work queue', () => {
  it('runs no more at once than it may, and who is known first', async () => {
    const queue = createWorkQueue({ atOnce: 2, waitingAtMost: 10 });
    const order: string[] = [];
    let running = 0;
    const work = (name: string) => async () => {
      running += 1;
      assert.ok(running <= 2);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(name);
      running -= 1;
    };
    const strangers = ['a', 'b', 'c', 'd'].map((name) => queue.run(work(name)));
    const known = ['x', 'y'].map((name) => queue.run(work(name), true));
    await Promise.all([...strangers, ...known]);
    assert.deepEqual(order, ['a', 'b', 'x', 'y', 'c', 'd']);
  });

  it('turns strangers away when it is full, but still takes who is known', async () => {
    const queue = createWorkQueue({ atOnce: 1, waitingAtMost: 2 });
    const slow = () => new Promise<void>((resolve) => setImmediate(resolve));
    const taken = [queue.run(slow), queue.run(slow), queue.run(slow)];
    await assert.rejects(queue.run(slow), (error) => isDomainError(error, 'LimitExceeded'));
    await queue.run(slow, true);
    await Promise.all(taken);
    await queue.run(slow);
  });

  it('goes on after work that failed', async () => {
    const queue = createWorkQueue({ atOnce: 1, waitingAtMost: 2 });
    await assert.rejects(queue.run(() => Promise.reject(new Error('no'))));
    assert.equal(await queue.run(async () => 7), 7);
  });
});
