import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatPhc, parsePhc } from './phc-string.ts';

const example = { memoryKiB: 19_456, passes: 2, parallelism: 1, salt: Buffer.alloc(16, 7), hash: Buffer.alloc(32, 9) };

describe('a PHC string', () => {
  it('reads back what was written', () => {
    const text = formatPhc(example);
    assert.match(text, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.deepEqual(parsePhc(text), example);
  });

  it('is refused when it is anything else', () => {
    const good = formatPhc(example);
    const others = [
      '',
      'x',
      good.replace('argon2id', 'argon2i'),
      good.replace('v=19', 'v=16'),
      `${good}$`,
      `${good}\n`,
    ];
    for (const text of others) assert.equal(parsePhc(text), undefined, text);
    assert.equal(parsePhc(good.replace('m=19456', 'm=99999999999')), undefined);
  });
});
