import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCookie, writeCookie } from './cookie.ts';

describe('the cookie', () => {
  it('is found among others', () => {
    assert.equal(readCookie('a=1; lc_session=abc; b=2', 'lc_session'), 'abc');
    assert.equal(readCookie('xlc_session=no;lc_session=abc', 'lc_session'), 'abc');
    assert.equal(readCookie('lc_session=first; lc_session=second', 'lc_session'), 'first');
    for (const header of [undefined, '', 'a', '=', ';;', 'lc_sessionx=1']) {
      assert.equal(readCookie(header, 'lc_session'), undefined);
    }
  });

  it('is kept from scripts, other sites and, with https, from plain connections', () => {
    const flags = 'Path=/; HttpOnly; SameSite=Lax; Max-Age=60';
    assert.equal(writeCookie('lc_session', 'abc', { secure: false, maxAgeSeconds: 60 }), `lc_session=abc; ${flags}`);
    assert.equal(
      writeCookie('lc_session', 'abc', { secure: true, maxAgeSeconds: 60 }),
      `lc_session=abc; ${flags}; Secure`,
    );
  });
});
