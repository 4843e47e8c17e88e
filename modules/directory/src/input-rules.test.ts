import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isDomainError } from '@landescloud/kernel';
import { checkedEmail, checkedKey, checkedLogin, checkedName } from './input-rules.ts';

describe('names that people give', () => {
  it('are taken or refused as Invalid, never anything else', () => {
    for (const check of [checkedLogin, checkedKey, checkedName, checkedEmail]) {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), (text) => {
          try {
            check(text);
          } catch (error) {
            assert.ok(isDomainError(error, 'Invalid'));
          }
        }),
      );
    }
  });

  it('a login needs no escaping in an address, and is no path', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9._@-]{1,64}$/), (text) => {
        const fine = /^[a-z0-9]/.test(text);
        if (fine) assert.equal(encodeURIComponent(checkedLogin(text)).replaceAll('%40', '@'), text);
        else assert.throws(() => checkedLogin(text));
      }),
    );
  });

  it('a name is kept as one calls it, in NFC', () => {
    assert.equal(checkedName(' O’Neill, Gu\u0308nther '), 'O’Neill, G\u00fcnther');
  });

  it('an address may be left out', () => {
    assert.equal(checkedEmail(null), null);
    assert.equal(checkedEmail('  '), null);
    assert.equal(checkedEmail(' a@b.example '), 'a@b.example');
  });
});
