import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createNetworkGuard } from './network-guard.ts';

describe('where the server connects to for an address that somebody typed', () => {
  it('is the public internet', () => {
    const mayReach = createNetworkGuard([]);
    for (const address of ['9.9.9.9', '141.35.1.1', '2a01:4f8::1']) assert.ok(mayReach(address), address);
    const inside = ['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'];
    const six = ['::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', 'ff02::1'];
    for (const address of [...inside, ...six, '::127.0.0.1', '224.0.0.1', '255.255.255.255', 'localhost', '']) {
      assert.equal(mayReach(address), false, address);
    }
  });

  it('and what the operator opened, no more', () => {
    const mayReach = createNetworkGuard(['10.20.0.0/16', '127.0.0.1', 'fd12::/16']);
    for (const address of ['10.20.3.4', '127.0.0.1', 'fd12::1', '::ffff:10.20.3.4'])
      assert.ok(mayReach(address), address);
    for (const address of ['10.21.0.1', '127.0.0.2', 'fd13::1', '169.254.169.254']) {
      assert.equal(mayReach(address), false, address);
    }
  });
});
