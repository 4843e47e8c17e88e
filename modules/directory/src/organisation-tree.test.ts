import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { OrganisationTree } from './organisation-tree.ts';
import type { OrganisationNode } from './organisation-tree.ts';
import { allowedValues, compareStrictness, ruleNames } from './rules.ts';
import type { RuleName, RuleValue } from './rules.ts';

const values: Record<RuleName, fc.Arbitrary<RuleValue>> = {
  'guests.invite': fc.constantFrom('members', 'administrators', 'nobody'),
  'guests.longest_days': fc.integer({ min: 1, max: 3650 }),
  'sign_in.strength': fc.constantFrom('password', 'second-factor', 'phishing-resistant'),
  'sign_in.administrator_strength': fc.constantFrom('password', 'second-factor', 'phishing-resistant'),
  'people.visibility': fc.constantFrom('everyone', 'branch', 'organisation'),
  'sharing.outside': fc.constantFrom('allowed', 'guests-only', 'nobody'),
  'links.allowed': fc.constantFrom('allowed', 'nobody'),
  'links.password': fc.constantFrom('optional', 'required'),
  'links.longest_days': fc.integer({ min: 1, max: 3650 }),
  'links.default_days': fc.integer({ min: 1, max: 3650 }),
  'projects.create': fc.constantFrom('members', 'administrators'),
  'projects.kept_days': fc.integer({ min: 1, max: 3650 }),
  'exchange.create': fc.constantFrom('members', 'administrators', 'nobody'),
  'exchange.longest_days': fc.integer({ min: 1, max: 3650 }),
  'exchange.remind_days': fc.integer({ min: 1, max: 90 }),
  'exchange.kept_days': fc.integer({ min: 1, max: 365 }),
  'release.check': fc.constantFrom('none', 'outside-where-possible', 'outside', 'all'),
  'release.unscannable': fc.constantFrom('mark', 'hold'),
  'release.kinds': fc.constantFrom('any', 'no-programs', 'documents'),
  'sharing.with': fc.constantFrom('visible', 'organisation'),
  'sharing.longest_days': fc.integer({ min: 1, max: 3650 }),
  'sharing.reply_to': fc.constantFrom('sharer', 'nobody'),
  'sharing.resharing': fc.constantFrom('allowed', 'nobody'),
  'contacts.directory': fc.constantFrom('everyone', 'organisation', 'search'),
  'handovers.remind_days': fc.integer({ min: 1, max: 365 }),
  'retention.handover_days': fc.integer({ min: 1, max: 3650 }),
  'retention.deletion_days': fc.integer({ min: 1, max: 3650 }),
  'presence.visibility': fc.constantFrom('everyone', 'organisation', 'nobody'),
  'calendar.holidays': fc.constantFrom('TH', 'BY', 'none'),
  'retention.trash_days': fc.integer({ min: 1, max: 3650 }),
  'retention.audit_days': fc.integer({ min: 1, max: 3650 }),
};

/** Each below one of those before it, with whatever rules it or anybody ever set. */
const trees = fc
  .array(fc.record({ parent: fc.nat(), rules: fc.record(values, { requiredKeys: [] }) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((nodes) =>
    nodes.map(({ parent, rules }, index): OrganisationNode => {
      const known = { id: index + 1, key: `o${index + 1}`, name: `O ${index + 1}`, shortName: null } as const;
      const parentId = index === 0 ? null : (parent % index) + 1;
      const set = Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
      const notices = { imprint: null, privacy: null };
      return { ...known, kind: 'authority', closed: false, parentId, rules: set, notices };
    }),
  );

describe('rules over a tree', () => {
  it('never loosen downwards, whatever was set, and come from the organisation or above', () => {
    fc.assert(
      fc.property(trees, (nodes) => {
        const tree = new OrganisationTree(nodes);
        for (const { id, parentId } of nodes) {
          const own = tree.effectiveRules(id);
          for (const rule of ruleNames) {
            const { value, from } = own[rule];
            if (from) assert.ok(tree.isWithin(id, from.id));
            if (parentId === null) continue;
            assert.ok(compareStrictness(rule, value, tree.effectiveRules(parentId)[rule].value) >= 0);
          }
        }
      }),
    );
  });

  it('an organisation may set exactly what is at least as strict as what stands above', () => {
    const [rule, value] = [fc.constantFrom(...ruleNames), fc.gen()];
    fc.assert(
      fc.property(rule, value, (rule, gen) => {
        const [above, own] = [gen(() => values[rule]), gen(() => values[rule])];
        const allowed = allowedValues(rule, above);
        const may = Array.isArray(allowed)
          ? allowed.includes(String(own))
          : Number(own) >= allowed.min && Number(own) <= allowed.max;
        assert.equal(may, compareStrictness(rule, own, above) >= 0);
      }),
    );
  });

  it('people find each other both ways or not at all', () => {
    fc.assert(
      fc.property(trees, (nodes) => {
        const tree = new OrganisationTree(nodes);
        for (const { id } of nodes) {
          assert.ok(tree.visibleFrom(id).includes(id));
          for (const other of tree.visibleFrom(id)) assert.ok(tree.visibleFrom(other).includes(id));
        }
      }),
    );
  });

  it('subtree and path say the same', () => {
    fc.assert(
      fc.property(trees, (nodes) => {
        const tree = new OrganisationTree(nodes);
        for (const { id } of nodes) {
          const below = new Set(tree.subtreeIds(id));
          for (const { id: other } of nodes) assert.equal(below.has(other), tree.isWithin(other, id));
        }
      }),
    );
  });
});
