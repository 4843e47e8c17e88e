import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAuthorization } from './authorization-header.ts';

const token = 'abcde-12345-fghij-67890-klmno';
const plain = token.replaceAll('-', '');
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('an Authorization header', () => {
  it('is read as Basic, with the login in lower case', () => {
    assert.deepEqual(parseAuthorization(basic(`Anna@Amt.de:${token}`)), { token: plain, login: 'anna@amt.de' });
    assert.deepEqual(parseAuthorization(basic(`anna:${plain}`).replace('Basic', 'bASIC')), {
      token: plain,
      login: 'anna',
    });
  });

  it('is read as Bearer', () => {
    assert.deepEqual(parseAuthorization(`Bearer ${token}`), { token: plain, login: undefined });
  });

  it('is nothing with a password of people, without a login, or too long', () => {
    const others = [
      '',
      'Basic',
      'Basic ',
      'Bearer',
      basic(''),
      basic(':'),
      basic(`:${token}`),
      basic(token),
      `Digest ${token}`,
    ];
    for (const header of [...others, basic('anna:Grüne Wiese am Morgen'), basic(`${'a'.repeat(4000)}:${token}`)]) {
      assert.equal(parseAuthorization(header), undefined, header);
    }
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseAuthorization(text)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseAuthorization(basic(text))));
  });
});
