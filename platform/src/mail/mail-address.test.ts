import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOneLine, parseMailAddress } from './mail-address.ts';

describe('a mail address', () => {
  it('is taken as people have them', () => {
    const taken = {
      'anna@tfm.example': 'anna@tfm.example',
      'Anna.Ebert+akte@TFM.Example': 'Anna.Ebert+akte@tfm.example',
      "o'neill@example.org": "o'neill@example.org",
      'post@köln.example': 'post@xn--kln-sna.example',
      'root@localhost': 'root@localhost',
    };
    for (const [text, address] of Object.entries(taken)) assert.equal(parseMailAddress(text), address);
  });

  it('is refused where it could be anything else', () => {
    const refused = [
      '',
      'anna',
      '@example.org',
      'anna@',
      'anna@@example.org',
      'a@b@example.org',
      'anna@example.org,bernd@example.org',
      'anna@example.org\r\nBcc: bernd@example.org',
      'anna\n@example.org',
      'anna@example.org\n',
      'anna @example.org',
      ' anna@example.org',
      '"anna ebert"@example.org',
      'Anna <anna@example.org>',
      'anna(kommentar)@example.org',
      'anna@[192.0.2.1]',
      'anna@192.0.2.1',
      'anna@0x7f000001',
      'anna@2130706433',
      'anna@example..org',
      'anna@-example.org',
      'anna@example.org/x',
      'anna@example.org:25',
      'anna@exa%6dple.org',
      'anna\u0000@example.org',
      'änna@example.org',
      '.anna@example.org',
      `${'a'.repeat(65)}@example.org`,
      `anna@${'a.'.repeat(130)}org`,
    ];
    for (const text of refused) assert.equal(parseMailAddress(text), null, JSON.stringify(text));
  });

  it('and a subject have one line', () => {
    assert.ok(isOneLine('Einladung: „Radweg B7“ – 50 %'));
    for (const text of ['a\rb', 'a\nb', 'a\u0000', 'a\u0085b', 'a\u2028b', 'a\tb']) assert.ok(!isOneLine(text));
  });
});
