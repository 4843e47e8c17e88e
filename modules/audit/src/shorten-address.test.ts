import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shortenAddress } from './shorten-address.ts';

describe('a network address', () => {
  const cases = {
    '192.0.2.77': '192.0.2.0/24',
    '10.0.0.1': '10.0.0.0/24',
    '::ffff:192.0.2.77': '192.0.2.0/24',
    '::FFFF:c000:024d': '192.0.2.0/24',
    '0:0:0:0:0:ffff:192.0.2.77': '192.0.2.0/24',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1::/48',
    '2001:0db8:0001::1': '2001:db8:1::/48',
    '2001:db8::1': '2001:db8::/48',
    '2001:db8:0:1::': '2001:db8::/48',
    'fe80::1%eth0': 'fe80::/48',
    '::1': '::/48',
    '::': '::/48',
    '64:ff9b::192.0.2.33': '64:ff9b::/48',
    '1:2:3:4:5:6:192.0.2.33': '1:2:3::/48',
  };
  for (const [address, short] of Object.entries(cases)) {
    it(`${address} is kept as ${short}`, () => assert.equal(shortenAddress(address), short));
  }

  it('is kept as it is where it is none', () => {
    for (const text of ['', 'anna@example.org', '192.0.2', '192.0.2.0/24', '1.2.3.4.5', '2001:db8::/48', ':::']) {
      assert.equal(shortenAddress(text), text);
    }
  });
});
