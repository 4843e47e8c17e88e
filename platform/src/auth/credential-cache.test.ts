import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAuthenticated } from './credential.ts';
import type { Authenticated } from './credential.ts';
import { createCredentialCache } from './credential-cache.ts';

function person(personId: number): Authenticated {
  const identity = {
    personId,
    login: 'anna',
    name: 'Anna',
    organisationId: 1,
    role: 'member',
    assignments: [],
    disabled: false,
    requiredStrength: 'password',
  } as const;
  return createAuthenticated(identity, { kind: 'app-password', scopes: 7, id: personId * 10 });
}

function cacheAt(time: { now: number }, capacity?: { valid: number; worthless: number }) {
  return createCredentialCache({ now: () => time.now }, capacity);
}

describe('the credential cache', () => {
  it('keeps what was looked up for half a minute, and asks once for all', async () => {
    const time = { now: 1000 };
    const cache = cacheAt(time);
    let lookUps = 0;
    const lookUp = async () => {
      lookUps += 1;
      return person(1);
    };
    const [a, b] = await Promise.all([cache.load('k', lookUp), cache.load('k', lookUp)]);
    assert.equal(a, b);
    assert.equal(lookUps, 1);
    assert.equal(cache.get('k'), a);
    time.now += 29_999;
    assert.equal(cache.get('k'), a);
    time.now += 1;
    assert.equal(cache.get('k'), undefined);
  });

  it('remembers what is worthless, apart from what is not', async () => {
    const cache = cacheAt({ now: 0 }, { valid: 2, worthless: 2 });
    await cache.load('good', async () => person(1));
    for (let count = 0; count < 100; count += 1) await cache.load(`bad ${count}`, async () => null);
    assert.equal(cache.get('bad 99'), null);
    assert.equal(cache.get('bad 0'), undefined);
    assert.notEqual(cache.get('good'), undefined);
  });

  it('ends an entry at once', async () => {
    const cache = cacheAt({ now: 0 });
    await cache.load('a', async () => person(1));
    await cache.load('b', async () => person(2));
    cache.drop((entry) => entry.identity.personId === 1);
    assert.equal(cache.get('a'), undefined);
    assert.notEqual(cache.get('b'), undefined);
  });

  it('does not keep an answer that a revocation overtook', async () => {
    const cache = cacheAt({ now: 0 });
    const answer = Promise.withResolvers<Authenticated>();
    const loading = cache.load('a', () => answer.promise);
    cache.drop(() => true);
    answer.resolve(person(1));
    await loading;
    assert.equal(cache.get('a'), undefined);
  });

  it('tries again after a failure', async () => {
    const cache = cacheAt({ now: 0 });
    await assert.rejects(cache.load('a', () => Promise.reject(new Error('database gone'))));
    assert.notEqual(await cache.load('a', async () => person(1)), null);
  });
});
