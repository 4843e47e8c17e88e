import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cleanAddresses, cleanEmail, cleanLogin, cleanName, cleanPhone, cleanText, shown } from './clean-values.ts';
import type { Cleaned } from './clean-values.ts';

const of = <Value>(cleaned: Cleaned<Value>) => ('problem' in cleaned ? `! ${cleaned.problem}` : cleaned.value);

describe('values of a source', () => {
  it('are kept where they make sense', () => {
    for (const [cleaned, expected] of [
      [of(cleanLogin(' Anna.Berg ')), 'anna.berg'],
      [of(cleanLogin('anna', '@jena')), 'anna@jena'],
      [of(cleanLogin('ä')), '! bad_login'],
      [of(cleanLogin('../x')), '! bad_login'],
      [of(cleanLogin('')), '! bad_login'],
      [of(cleanLogin('x'.repeat(65))), '! bad_login'],
      [of(cleanLogin('x'.repeat(1e6))), '! too_long'],
      [of(cleanName('A\u0308msel\u0007')), 'Ämsel'],
      [of(cleanName('  ')), '! bad_name'],
      [of(cleanName('=1+1')), '1+1'],
      [of(cleanName('===')), '! bad_name'],
      [of(cleanName('\ud800x')), '\ufffdx'],
      [of(cleanText('a\r\nb\u2028c', 'x')), 'a b c'],
      [of(cleanText(null, 'x')), null],
      [of(cleanText('x'.repeat(201), 'x')), '! too_long'],
      [of(cleanEmail('a@b.example ')), 'a@b.example'],
      [of(cleanEmail('a@b\r\nBcc: c@d')), '! bad_email'],
      [of(cleanEmail('"a"@b')), '! bad_email'],
      [of(cleanEmail('')), null],
      [of(cleanPhone('tel:+49 (361) 12-34')), '+49 (361) 12-34'],
      [of(cleanPhone('=HYPERLINK()')), '! bad_phone'],
    ] as const) {
      assert.equal(cleaned, expected);
    }
    assert.deepEqual(cleanAddresses(['B@x', 'a@x', 'b@x', 'first@x', 'nein'], 'First@x', []), ['a@x', 'b@x']);
  });

  it('never break, and never bring a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const cleaned of [cleanName(text), cleanText(text, 'x'), cleanEmail(text), cleanPhone(text)]) {
          const value = 'problem' in cleaned ? (cleaned.value ?? '') : (cleaned.value ?? '');
          assert.doesNotMatch(value, /[\p{Cc}\u2028]/u);
          assert.ok(value.isWellFormed());
        }
        assert.ok(shown(text).length <= 80);
      }),
    );
  });
});
