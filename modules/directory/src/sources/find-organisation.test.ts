import assert from 'node:assert/strict';
import { it } from 'node:test';
import { OrganisationTree } from '../organisation-tree.ts';
import type { OrganisationNode } from '../organisation-tree.ts';
import { organisationFinder } from './find-organisation.ts';

const node = (
  id: number,
  key: string,
  parentId: number | null,
  more: Partial<OrganisationNode> = {},
): OrganisationNode => ({
  id,
  key,
  name: `Amt ${key}`,
  shortName: null,
  kind: 'authority',
  parentId,
  closed: false,
  notices: { imprint: null, privacy: null },
  rules: {},
  ...more,
});

const tree = new OrganisationTree([
  node(1, 'land', null),
  node(2, 'jena', 1),
  node(3, 'bau-jena', 2, { name: 'Bauamt' }),
  node(4, 'zu', 2, { closed: true }),
  node(5, 'gera', 1),
  node(6, 'bau-gera', 5, { name: 'Bauamt' }),
]);

it('finds organisations by key, name and mapping, within the source’s part of the tree', () => {
  const find = organisationFinder(tree, 2, { organisations: { 'Abt. 7': 'bau-jena' }, unknownOrganisation: 'refuse' });
  const of = (named: string | readonly string[] | null) => {
    const found = find(named);
    return 'problem' in found ? found.problem : found.value;
  };
  assert.equal(of(null), 'jena');
  assert.equal(of(''), 'jena');
  assert.equal(of('JENA'), 'jena');
  assert.equal(of('bauamt '), 'bau-jena', 'the own one, though another has the same name');
  assert.equal(of('abt. 7'), 'bau-jena');
  assert.equal(of('gera'), 'outside_organisation');
  assert.equal(of('land'), 'outside_organisation');
  assert.equal(of('zu'), 'closed_organisation');
  assert.equal(of('nirgends'), 'unknown_organisation');
  assert.equal(of(['Referat 3', 'Bauamt', 'jena']), 'bau-jena', 'the nearest that is known');
  const open = organisationFinder(tree, 2, { organisations: {}, unknownOrganisation: 'own' });
  assert.deepEqual(open('nirgends'), { value: 'jena' });
  assert.ok('problem' in open('gera'));
});
