import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDisabled } from './disabled-account.ts';
import { guidText, ldapEntry, normaliseDn, unitsOf } from './ldap-entry.ts';
import type { LdapEntry } from './ldap-entry.ts';
import { allValues } from './member-ranges.ts';
import { flattenGroups } from './nested-groups.ts';

const entry = (attributes: Record<string, string | string[]>): LdapEntry => ldapEntry({ dn: 'cn=x', ...attributes });

describe('names', () => {
  it('are compared as servers mean them', () => {
    assert.equal(normaliseDn('UID=Anna, OU=Jena ,dc=Land'), 'uid=anna,ou=jena,dc=land');
    assert.equal(normaliseDn('cn=Berg\\, Anna,dc=x'), 'cn=berg\\, anna,dc=x');
    assert.deepEqual(unitsOf('uid=a,OU=Referat\\, 1,ou=J\\C3\\A4na,o=Land,dc=x'), ['Referat, 1', 'Jäna', 'Land']);
    assert.equal(
      guidText(Buffer.from('00112233445566778899aabbccddeeff', 'hex')),
      '33221100-5544-7766-8899-aabbccddeeff',
    );
  });
});

describe('accounts that may not be used', () => {
  const now = Date.parse('2026-11-23');
  const ticks = (ms: number) => String((BigInt(ms) + 11_644_473_600_000n) * 10_000n);
  it('are known by what their servers say', () => {
    for (const [attributes, disabled] of [
      [{}, false],
      [{ userAccountControl: '512' }, false],
      [{ userAccountControl: '514' }, true],
      [{ userAccountControl: '66050' }, true],
      [{ accountExpires: '0' }, false],
      [{ accountExpires: '9223372036854775807' }, false],
      [{ accountExpires: ticks(now - 1000) }, true],
      [{ accountExpires: ticks(now + 1000) }, false],
      [{ accountExpires: 'x' }, false],
      [{ pwdAccountLockedTime: '000001010000Z' }, true],
      [{ pwdAccountLockedTime: '20261101000000Z' }, false],
      [{ nsAccountLock: 'TRUE' }, true],
      [{ shadowExpire: '1' }, true],
      [{ shadowExpire: '-1' }, false],
      [{ shadowExpire: '99999' }, false],
    ] as const) {
      assert.equal(isDisabled(entry(attributes), now), disabled, JSON.stringify(attributes));
    }
  });
});

describe('groups in groups', () => {
  it('hold everybody once, however they hold each other', () => {
    const flat = flattenGroups([
      { reference: 'a', members: ['1', 'b'] },
      { reference: 'b', members: ['2', 'c'] },
      { reference: 'c', members: ['3', 'a', 'c'] },
      { reference: 'd', members: [] },
    ]);
    for (const name of ['a', 'b', 'c']) assert.deepEqual([...(flat.get(name) ?? [])].sort(), ['1', '2', '3']);
    assert.deepEqual(flat.get('d'), []);
  });

  it('may be very deep', () => {
    const groups = Array.from({ length: 20_000 }, (_, at) => ({ reference: `g${at}`, members: [`g${at + 1}`] }));
    assert.deepEqual(flattenGroups(groups.slice(-2)).get('g19998'), ['g20000']);
    const chain = Array.from({ length: 300 }, (_, at) => ({ reference: `g${at}`, members: [`g${at + 1}`] }));
    assert.deepEqual(flattenGroups(chain).get('g0'), ['g300']);
  });
});

describe('values given in ranges', () => {
  const all = Array.from({ length: 4000 }, (_, at) => `cn=${at}`);
  const server = async (_dn: string, [wanted = '']: readonly string[]) => {
    const [, from = '0'] = /range=(\d+)-\*/.exec(wanted) ?? [];
    const start = Number(from);
    const end = start + 1500 >= all.length ? '*' : String(start + 1499);
    return entry({ member: [], [`member;range=${start}-${end}`]: all.slice(start, start + 1500) });
  };

  it('are fetched to the end', async () => {
    const first = await server('', ['member;range=0-*']);
    assert.deepEqual(await allValues(first, 'member', server), all);
    assert.deepEqual(await allValues(entry({ member: ['a', 'b'] }), 'Member', server), ['a', 'b']);
    assert.deepEqual(await allValues(entry({}), 'member', server), []);
  });

  it('that break off are an error, not fewer members', async () => {
    const first = await server('', ['member;range=0-*']);
    await assert.rejects(allValues(first, 'member', async () => undefined));
    await assert.rejects(allValues(first, 'member', async () => entry({ 'member;range=0-1499': ['a'] })));
  });
});
