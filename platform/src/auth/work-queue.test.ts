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
    const known = ['x', 'y'].map((name) => queue.run(work(name), { rank: 'known' }));
    await Promise.all([...strangers, ...known]);
    assert.deepEqual(order, ['a', 'b', 'x', 'y', 'c', 'd']);
  });

  it('turns strangers away when it is full, but still takes who is known', async () => {
    const queue = createWorkQueue({ atOnce: 1, waitingAtMost: 2 });
    const slow = () => new Promise<void>((resolve) => setImmediate(resolve));
    const taken = [queue.run(slow), queue.run(slow), queue.run(slow)];
    await assert.rejects(queue.run(slow), (error) => isDomainError(error, 'LimitExceeded'));
    await queue.run(slow, { rank: 'known' });
    await Promise.all(taken);
    await queue.run(slow);
  });

  it('lets nobody wait for what many others want', async () => {
    const queue = createWorkQueue({ atOnce: 1, waitingAtMost: 4 });
    const order: string[] = [];
    const want = (of: string) =>
      queue
        .run(async () => void order.push(of), { of: [of] })
        .catch((error) => void order.push(`${of} ${String(error.code)}`));
    const all = ['running', 'anna', 'anna', 'anna', 'anna', 'anna', 'clara', 'bernd', 'clara'].map(want);
    await Promise.all(all);
    const busy = order.filter((each) => each.endsWith('auth.busy'));
    assert.deepEqual(busy, ['anna auth.busy', 'anna auth.busy', 'anna auth.busy', 'clara auth.busy']);
    assert.deepEqual(
      order.filter((each) => !busy.includes(each)),
      ['running', 'anna', 'clara', 'bernd', 'anna'],
    );
  });

  it('lets nobody wait for what comes from one address, whatever it wants', async () => {
    const queue = createWorkQueue({ atOnce: 1, waitingAtMost: 100 });
    const order: string[] = [];
    const come = (login: string, from: string) => queue.run(async () => void order.push(login), { of: [login, from] });
    const all = [come('first', 'a')];
    for (let count = 0; count < 50; count += 1) all.push(come(`guess${count}`, 'a'));
    for (const login of ['anna', 'bernd', 'clara']) all.push(come(login, 'office'));
    all.push(come('dora', 'home'));
    await Promise.all(all);
    assert.deepEqual(order.slice(0, 7), ['first', 'guess0', 'anna', 'dora', 'guess1', 'bernd', 'guess2']);
    assert.equal(order.length, 55);
  });

  it('forgets nobody, however many come anew', async () => {
    const queue = createWorkQueue({ atOnce: 1, waitingAtMost: 100 });
    let served = 0;
    const office = Array.from({ length: 5 }, () => queue.run(async () => void served++, { of: ['office'] }));
    // as fast as they are served, others come
    for (let count = 0; count < 200 && served < 5; count += 1) {
      await queue.run(async () => undefined, { of: [`stranger ${count}`] });
    }
    assert.equal(served, 5);
    await Promise.all(office);
  });

  it('takes who comes from a known place before strangers, after who is known', async () => {
    const queue = createWorkQueue({ atOnce: 1, waitingAtMost: 4 });
    const order: string[] = [];
    const ranks = ['stranger', 'stranger', 'near', 'known'] as const;
    await Promise.all(ranks.map((rank) => queue.run(async () => void order.push(rank), { rank })));
    assert.deepEqual(order, ['stranger', 'known', 'near', 'stranger']);
  });

  it('goes on after work that failed', async () => {
    const queue = createWorkQueue({ atOnce: 1, waitingAtMost: 2 });
    await assert.rejects(queue.run(() => Promise.reject(new Error('no'))));
    assert.equal(await queue.run(async () => 7), 7);
  });
});
