import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDomainError } from '@landescloud/kernel';
import fc from 'fast-check';
import { domainsAbove, normaliseAddress } from './guest-address.ts';

describe('a guest’s address', () => {
  it('is the same however it is written', () => {
    for (const typed of ['Max.Muster@Büro.Example', ' max.muster@büro.example ', 'max.muster@xn--bro-hoa.example.'])
      assert.equal(normaliseAddress(typed), 'max.muster@xn--bro-hoa.example');
    assert.equal(normaliseAddress('a+b@Example.ORG'), 'a+b@example.org');
  });

  it('is nothing that a mail program could take for something else', () => {
    const bad = ['', '@', 'max', 'max@', '@example.org', 'max@localhost', 'max muster@example.org', 'a@b@', 'a@-b.de'];
    const hostile = ['a@example.org\r\nBcc: b@example.org', 'a,b@example.org', '<a@example.org>', 'a@example.org;b'];
    const odd = [
      '"a b"@example.org',
      'a@[127.0.0.1]',
      `${'a'.repeat(65)}@example.org`,
      'a@127.0.0.1',
      'a\0@example.org',
    ];
    for (const typed of [...bad, ...hostile, ...odd]) {
      assert.throws(
        () => normaliseAddress(typed),
        (error) => isDomainError(error, 'Invalid'),
        typed,
      );
    }
  });

  it('stays what it is when it is normalised again', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (typed) => {
        let once;
        try {
          once = normaliseAddress(typed);
        } catch {
          return;
        }
        assert.equal(normaliseAddress(once), once);
      }),
    );
  });

  it('belongs to the domains above its own', () => {
    assert.deepEqual(domainsAbove('mail.tfm.example.org'), ['mail.tfm.example.org', 'tfm.example.org', 'example.org']);
  });
});
