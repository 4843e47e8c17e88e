import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFinished, UploadQueue } from './upload-queue.ts';
import type { NewUploadItem } from './upload-types.ts';

const item = (id: string, size = 100): NewUploadItem => ({
  id,
  name: `${id}.txt`,
  folders: [],
  size,
  modifiedAt: 1,
  type: 'text/plain',
  isFolder: false,
});
const group = (id: string) => ({ id, kind: 'folder', name: id, targetId: 1, targetName: 'Ziel', addedAt: 0 }) as const;

function queueOf(count: number): UploadQueue {
  const queue = new UploadQueue();
  queue.add(
    group('g'),
    Array.from({ length: count }, (_, index) => item(`i${index}`)),
  );
  return queue;
}
const theGroup = (queue: UploadQueue) => {
  const found = queue.groups.get('g');
  assert.ok(found);
  return found;
};

test('three at once, in order of arrival', () => {
  const queue = queueOf(5);
  const first = queue.startable(3).map(({ id }) => id);
  assert.deepEqual(first, ['i0', 'i1', 'i2']);
  for (const id of first) queue.started(id);
  assert.deepEqual(queue.startable(3), []);
  queue.succeeded('i1', { nodeId: 7, verified: true });
  assert.deepEqual(
    queue.startable(3).map(({ id }) => id),
    ['i3'],
  );
});

test('groups take turns: a large file does not wait for a folder', () => {
  const queue = queueOf(5);
  queue.add({ ...group('big'), kind: 'file' }, [item('film')]);
  assert.deepEqual(
    queue.startable(3).map(({ id }) => id),
    ['i0', 'film', 'i1'],
  );
  for (const id of ['i0', 'i1', 'i2']) queue.started(id);
  queue.succeeded('i0', { nodeId: null, verified: false });
  assert.deepEqual(
    queue.startable(3).map(({ id }) => id),
    ['film'],
  );
});

test('a group counts and sums what its items do', () => {
  const queue = queueOf(3);
  queue.started('i0');
  queue.progressed('i0', 40);
  assert.equal(theGroup(queue).sent, 40);
  queue.succeeded('i0', { nodeId: 1, verified: false });
  assert.equal(theGroup(queue).sent, 100);
  assert.deepEqual([theGroup(queue).counts.done, theGroup(queue).counts.waiting], [1, 2]);
});

test('pause stops what runs and waits; resume keeps what arrived', () => {
  const queue = queueOf(2);
  queue.started('i0');
  queue.located('i0', '/api/v1/uploads/1');
  queue.progressed('i0', 60);
  queue.pause('g');
  assert.equal(theGroup(queue).counts.paused, 2);
  assert.deepEqual(queue.startable(3), []);
  queue.resume('g');
  assert.equal(queue.startable(3).length, 2);
  assert.equal(queue.item('i0')?.url, '/api/v1/uploads/1');
  assert.equal(theGroup(queue).sent, 60);
});

test('late answers after a pause or cancel change nothing, but a late success counts', () => {
  const queue = queueOf(2);
  queue.started('i0');
  queue.started('i1');
  queue.pause('g');
  queue.progressed('i0', 99);
  assert.equal(theGroup(queue).sent, 0);
  queue.succeeded('i1', { nodeId: 1, verified: false });
  assert.equal(theGroup(queue).counts.done, 1);
  queue.remove('g');
  queue.succeeded('i0', { nodeId: 1, verified: false });
  assert.equal(queue.groups.size, 0);
  assert.equal(queue.uploading, 0);
});

test('a conflict waits for an answer', () => {
  const queue = queueOf(2);
  queue.started('i0');
  queue.started('i1');
  queue.conflicted('i0');
  queue.conflicted('i1');
  assert.equal(isFinished(theGroup(queue)), false);
  queue.resolve('i0', 'replace');
  queue.resolve('i1', 'skip');
  assert.deepEqual(
    queue.startable(3).map(({ id, onConflict }) => [id, onConflict]),
    [['i0', 'replace']],
  );
  assert.equal(queue.item('i1')?.state, 'skipped');
});

test('failures say why and can be tried again from where they stopped', () => {
  const queue = queueOf(1);
  queue.started('i0');
  queue.located('i0', '/u/1');
  queue.progressed('i0', 50);
  queue.failed('i0', { code: 'files.quota_exceeded', title: 'Kein Platz' });
  assert.ok(isFinished(theGroup(queue)));
  queue.retry('g');
  const again = queue.startable(3)[0];
  assert.deepEqual([again?.url, again?.sent, again?.problem], ['/u/1', 50, null]);
});

test('after a reload lost files wait until they are found', () => {
  const queue = new UploadQueue();
  queue.add(group('g'), [item('a'), item('b')], ({ id }) =>
    id === 'a' ? { state: 'lost', sent: 30, url: '/u/a' } : { state: 'paused' },
  );
  assert.equal(theGroup(queue).sent, 30);
  queue.found('a');
  assert.deepEqual(
    queue.startable(3).map(({ id }) => id),
    ['a'],
  );
});

test('a folder of 100,000 files is no burden', () => {
  const queue = queueOf(100_000);
  const begin = process.cpuUsage();
  for (;;) {
    const next = queue.startable(3);
    if (next.length === 0) break;
    for (const { id } of next) {
      queue.started(id);
      queue.progressed(id, 50);
      queue.succeeded(id, { nodeId: 1, verified: true });
    }
  }
  assert.ok(isFinished(theGroup(queue)));
  const { user, system } = process.cpuUsage(begin);
  assert.ok(user + system < 10_000_000, `took ${user + system} µs of CPU`);
});
