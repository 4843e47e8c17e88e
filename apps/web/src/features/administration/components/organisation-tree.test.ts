import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Organisation } from '../api/organisations.ts';
import { organisationTree } from './organisation-tree.ts';

function organisation(key: string, parentKey: string | null): Organisation {
  return { id: 1, key, name: key.toUpperCase(), kind: 'authority', parentKey };
}

test('organisations stand below their parent, sorted by name', () => {
  const rows = organisationTree([
    organisation('b', 'land'),
    organisation('a', 'land'),
    organisation('land', null),
    organisation('c', 'a'),
  ]);
  assert.deepEqual(
    rows.map(({ organisation: { key }, depth }) => `${depth} ${key}`),
    ['0 land', '1 a', '2 c', '1 b'],
  );
});

test('who has an unknown parent is not lost', () => {
  assert.deepEqual(
    organisationTree([organisation('x', 'gone')]).map(({ depth }) => depth),
    [0],
  );
});
