import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAppPasswordToken, createToken, normaliseAppPassword } from './token.ts';

describe('tokens', () => {
  it('of browsers have 256 bits', () => assert.match(createToken(), /^[A-Za-z0-9_-]{43}$/));

  it('of programs are five groups of five', () => {
    const tokens = new Set(Array.from({ length: 1000 }, createAppPasswordToken));
    assert.equal(tokens.size, 1000);
    for (const token of tokens) assert.match(token, /^[a-z0-9]{5}(-[a-z0-9]{5}){4}$/);
  });

  it('are taken as people type them', () => {
    const token = createAppPasswordToken();
    const plain = token.replaceAll('-', '');
    for (const typed of [token, plain, token.toUpperCase(), ` ${token.replaceAll('-', ' ')} `]) {
      assert.equal(normaliseAppPassword(typed), plain);
    }
  });

  it('are recognised by their form', () => {
    for (const typed of [
      '',
      'correct horse battery',
      'ä'.repeat(25),
      'a'.repeat(26),
      `${'a'.repeat(25)}${' '.repeat(100)}`,
    ]) {
      assert.equal(normaliseAppPassword(typed), undefined);
    }
  });
});
