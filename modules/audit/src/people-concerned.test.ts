import assert from 'node:assert/strict';
import { it } from 'node:test';
import { peopleConcerned } from './people-concerned.ts';

it('an event is about its subject and whoever its data name, besides who did it', () => {
  assert.deepEqual(peopleConcerned('person:7', {}, 1), [7]);
  assert.deepEqual(peopleConcerned('person:7', {}, 7), null);
  assert.deepEqual(peopleConcerned('space:7', { role: 'viewer', personId: 3 }, 1), [3]);
  assert.deepEqual(peopleConcerned('x:1', { a: [{ guestPersonId: 9 }], personIds: [4, 3, 4, 1] }, 1), [3, 4, 9]);
  assert.deepEqual(
    peopleConcerned('x:1', { personId: '3', person: 3, sessionId: 5, personIds: [-1, 1.5] }, null),
    null,
  );
  assert.equal(peopleConcerned('person:', null, null), null);
});
