import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDomainError } from '@landescloud/kernel';
import { createPasswordHasher } from './password-hasher.ts';
import { createWorkQueue } from './work-queue.ts';

const hasher = createPasswordHasher();

describe('password hashing', () => {
  it('knows the password again, and no other', async () => {
    const phc = await hasher.hash('Grüne Wiese am Morgen');
    assert.equal(await hasher.verify('Grüne Wiese am Morgen', phc), true);
    assert.equal(await hasher.verify('grüne Wiese am Morgen', phc), false);
    assert.equal(await hasher.verify('', phc), false);
  });

  it('takes the same password in another normal form', async () => {
    const phc = await hasher.hash('Gr\u00fcne Wiese am Morgen');
    assert.equal(await hasher.verify('Gru\u0308ne Wiese am Morgen', phc), true);
  });

  it('checks the reference vector of another implementation', async () => {
    // argon2 reference implementation: `echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1`
    const phc = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    assert.equal(await hasher.verify('password', phc), true);
    assert.equal(hasher.isOutdated(phc), false);
  });

  it('refuses without a hash, after as much work', async () => {
    const phc = await hasher.hash('some password or other');
    const time = async (hash: string | undefined) => {
      const start = performance.now();
      for (let round = 0; round < 5; round += 1) assert.equal(await hasher.verify('wrong password', hash), false);
      return performance.now() - start;
    };
    await time(phc);
    const known = await time(phc);
    const unknown = await time(undefined);
    assert.ok(unknown > known / 3 && unknown < known * 3, `${known} ms against ${unknown} ms`);
  });

  it('says which hashes are weaker than today’s', async () => {
    assert.equal(hasher.isOutdated(await hasher.hash('some password or other')), false);
    assert.equal(
      hasher.isOutdated('$argon2id$v=19$m=4096,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'),
      true,
    );
  });

  it('turns people away when too many wait, and serves all the others', async () => {
    const flooded = createPasswordHasher(createWorkQueue({ atOnce: 2, waitingAtMost: 100 }));
    const results = await Promise.allSettled(Array.from({ length: 110 }, () => flooded.verify('x', undefined)));
    const refused = results.filter((result) => result.status === 'rejected');
    assert.equal(refused.length, 8);
    assert.ok(refused.every((result) => isDomainError(result.reason, 'LimitExceeded')));
    assert.equal(await flooded.verify('x', undefined), false);
  });
});
