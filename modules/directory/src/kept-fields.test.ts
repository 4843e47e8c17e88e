import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keptFields } from './kept-fields.ts';

const source = { id: 1, name: 'Quelle', organisationId: 1, columns: null, attributes: null };

describe('what a source keeps', () => {
  it('is what a file has columns for', () => {
    const columns = { login: 'Kennung', firstName: 'Vorname', phone: '' };
    assert.deepEqual(keptFields({ ...source, kind: 'csv', columns }), ['login', 'name']);
  });

  it('is what a directory has attributes for, and where its people belong', () => {
    const attributes = { login: 'uid', name: 'cn', email: 'mail', place: null };
    assert.deepEqual(keptFields({ ...source, kind: 'ldap', attributes }), ['login', 'name', 'email', 'organisation']);
  });

  it('is everything of a service', () => {
    assert.equal(keptFields({ ...source, kind: 'scim' }).length, 9);
  });
});
