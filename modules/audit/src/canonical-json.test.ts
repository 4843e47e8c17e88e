import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

it('canonical JSON does not depend on the order of keys', () => {
  assert.equal(canonicalJson({ b: [{ z: 1, a: null }], a: 'ä' }), '{"a":"ä","b":[{"a":null,"z":1}]}');
  assert.equal(canonicalJson(undefined), 'null');
  const shuffled = fc
    .dictionary(fc.string(), fc.jsonValue())
    .chain((value) =>
      fc
        .shuffledSubarray(Object.keys(value), { minLength: Object.keys(value).length })
        .map((keys) => [value, Object.fromEntries(keys.map((key) => [key, value[key]]))]),
    );
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      assert.equal(canonicalJson(one), canonicalJson(other));
    }),
  );
});

it('reading it gives the value again, and the same text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      assert.equal(canonicalJson(JSON.parse(text)), text);
    }),
  );
});

it('network addresses are shortened where a key says that they are', () => {
  const given = { address: '192.0.2.7', remoteAddress: '2001:db8:1::5', ip: ['10.1.2.3'], version: '1.2.3.4' };
  assert.deepEqual(JSON.parse(canonicalJson({ deep: given, email_address: 'anna@example.org' })), {
    deep: { address: '192.0.2.0/24', remoteAddress: '2001:db8:1::/48', ip: ['10.1.2.0/24'], version: '1.2.3.4' },
    email_address: 'anna@example.org',
  });
});
