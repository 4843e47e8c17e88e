import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Organisation } from '../api/organisations.ts';
import { isWithin, organisationTree, pathOf, visibleRows } from './organisation-tree.ts';

function organisation(key: string, parentKey: string | null, name = key.toUpperCase()): Organisation {
  return { id: 1, key, name, shortName: null, kind: 'authority', parentKey, closed: false, administered: true };
}

const tree = organisationTree([
  organisation('b', 'land', 'Behörde Mühlhausen'),
  organisation('a', 'land', 'Amt'),
  organisation('land', null),
  organisation('c', 'a', 'Außenstelle'),
]);
const shown = (open: string[], search = '') =>
  visibleRows(tree, new Set(open), search).map(({ level, organisation: { key } }) => `${level} ${key}`);

test('open branches show what is below, sorted by name', () => {
  assert.deepEqual(shown([]), ['1 land']);
  assert.deepEqual(shown(['land']), ['1 land', '2 a', '2 b']);
  assert.deepEqual(shown(['land', 'a']), ['1 land', '2 a', '3 c', '2 b']);
});

test('a search keeps what is above, whatever is open, and forgives umlauts', () => {
  assert.deepEqual(shown([], 'aussen'), ['1 land', '2 a', '3 c']);
  assert.deepEqual(shown([], 'MUEHL beh'), ['1 land', '2 b']);
  assert.deepEqual(shown([], 'nirgends'), []);
  const fits = visibleRows(tree, new Set(), 'aussen').filter((row) => row.fits);
  assert.deepEqual(
    fits.map((row) => row.organisation.key),
    ['c'],
  );
});

test('rows know their place among their siblings', () => {
  const [, first, second] = visibleRows(tree, new Set(['land']), '');
  assert.deepEqual([first?.position, first?.siblings, first?.hasChildren], [1, 2, true]);
  assert.deepEqual([second?.position, second?.siblings, second?.hasChildren], [2, 2, false]);
});

test('who has an unknown parent is not lost', () => {
  const lost = organisationTree([organisation('x', 'gone')]);
  assert.equal(visibleRows(lost, new Set(), '').length, 1);
});

test('paths lead from the top', () => {
  assert.deepEqual(
    pathOf(tree, 'c').map(({ key }) => key),
    ['land', 'a', 'c'],
  );
  assert.equal(isWithin(tree, 'c', 'a'), true);
  assert.equal(isWithin(tree, 'b', 'a'), false);
});
