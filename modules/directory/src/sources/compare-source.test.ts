import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { brakeOn, usualBrake } from './brake.ts';
import { compareSource } from './compare-source.ts';
import { differenceHash } from './difference-hash.ts';
import type { PresentPerson, PresentState } from './present-state.ts';
import type { Difference } from './source-difference.ts';
import type { SourceRecord, SourceSnapshot } from './source-record.ts';

const record = (externalId: string, more: Partial<SourceRecord> = {}): SourceRecord => ({
  externalId,
  login: externalId,
  name: `Name ${externalId}`,
  disabled: false,
  ...more,
});
const person = (externalId: string, more: Partial<PresentPerson> = {}): PresentPerson => ({
  personId: 1,
  externalId,
  login: externalId,
  name: `Name ${externalId}`,
  email: null,
  addresses: [],
  organisation: 'tfm',
  jobTitle: null,
  phone: null,
  place: null,
  manager: null,
  state: 'present',
  reference: null,
  stamp: null,
  ...more,
});
const snapshotOf = (people: readonly SourceRecord[], more: Partial<SourceSnapshot> = {}): SourceSnapshot => ({
  people,
  unchanged: [],
  groups: null,
  ...more,
});
function compare(
  snapshot: SourceSnapshot,
  people: readonly PresentPerson[],
  more: Partial<PresentState> = {},
): Difference {
  const present: PresentState = {
    people,
    groups: [],
    adoptable: [],
    takenLogins: new Set(people.map(({ login }) => login)),
    takenGroupKeys: new Set(),
    ...more,
  };
  return compareSource({
    snapshot,
    present,
    organisation: (named) => (named === 'fremd' ? { problem: 'outside_organisation' } : { value: 'tfm' }),
    adopts: true,
    groupKey: (name) => name.toLowerCase(),
  });
}
const lines = ({ items }: Difference) =>
  items.map(
    ({ kind, externalId, after }) => `${kind} ${externalId}${after && 'problem' in after ? ` ${after.problem}` : ''}`,
  );

describe('comparing a source with who is here', () => {
  it('finds who is new, changed, gone, locked and back', () => {
    const difference = compare(
      snapshotOf([
        record('neu'),
        record('gleich'),
        record('anders', { name: 'Neuer Name', jobTitle: 'X' }),
        record('gesperrt', { disabled: true }),
        record('zurueck'),
        record('nie', { disabled: true }),
      ]),
      [
        person('gleich'),
        person('anders'),
        person('gesperrt'),
        person('weg'),
        person('laenger-weg', { state: 'gone' }),
        person('zurueck', { state: 'gone' }),
      ],
    );
    assert.deepEqual(lines(difference), [
      'added neu',
      'changed anders',
      'returning zurueck',
      'leaving gesperrt',
      'leaving weg',
    ]);
    assert.deepEqual(difference.items[1]?.before, { name: 'Name anders', jobTitle: null });
    assert.equal(difference.unchanged, 2);
    assert.equal(difference.present, 4);
  });

  it('leaves alone what the source says nothing of', () => {
    const known = person('a', { phone: '+49 1', place: 'Erfurt', addresses: ['a@b'], manager: 'b' });
    assert.deepEqual(lines(compare(snapshotOf([record('a'), record('b')]), [known, person('b')])), []);
    const said = compare(snapshotOf([record('a', { phone: null, addresses: [] }), record('b')]), [known, person('b')]);
    assert.deepEqual(said.items[0]?.before, { addresses: ['a@b'], phone: '+49 1' });
  });

  it('names what cannot be, and nobody leaves by it', () => {
    const difference = compare(
      snapshotOf([
        record(''),
        record('zwei'),
        record('zwei'),
        record('login', { login: 'Kein Login' }),
        record('gleich-1', { login: 'selbe' }),
        record('gleich-2', { login: 'selbe' }),
        record('besetzt', { login: 'anderer' }),
        record('fremd', { organisation: 'fremd' }),
        record('kaputt', { name: '\u0000' }),
      ]),
      [person('fremd'), person('kaputt'), person('login')],
      { takenLogins: new Set(['fremd', 'kaputt', 'login', 'anderer']) },
    );
    assert.deepEqual(lines(difference), [
      'problem  no_id',
      'problem zwei id_twice',
      'problem login bad_login',
      'problem gleich-2 login_twice',
      'problem besetzt login_taken',
      'problem fremd outside_organisation',
      'problem kaputt bad_name',
      'added zwei',
      'added gleich-1',
    ]);
  });

  it('takes over who belongs to nobody, by the login', () => {
    const adoptable = [person('', { personId: 7, login: 'hand' })];
    const difference = compare(snapshotOf([record('id-1', { login: 'Hand' })]), [], {
      adoptable,
      takenLogins: new Set(['hand']),
    });
    const [item] = difference.items;
    assert.equal(item?.kind === 'changed' && item.after.link.adopts, 7);
  });

  it('knows managers and members by id, reference or login, and passes over strangers', () => {
    const groups = [{ externalId: 'g', name: 'G', members: ['a', 'uid=b', 'C', 'fremd', 'gesperrt', 'a'] }];
    const people = [
      record('a', { manager: 'uid=b' }),
      record('b', { reference: 'uid=b', manager: 'b' }),
      record('c', { manager: 'unbekannt' }),
      record('gesperrt', { disabled: true }),
    ];
    const { items } = compare(snapshotOf(people, { groups }), []);
    assert.deepEqual(
      items.map(({ kind, after }) => [kind, after && 'manager' in after ? after.manager : undefined]),
      [
        ['added', 'b'],
        ['added', null],
        ['added', null],
        ['group-added', undefined],
      ],
    );
    const group = items.at(-1);
    assert.deepEqual(group?.kind === 'group-added' && group.after.add, ['a', 'b', 'c']);
  });

  it('changes groups by what differs, and leaves others’ members in them', () => {
    const present = { groupId: 1, externalId: 'g', key: 'g', name: 'Alt', stamp: null, members: ['a', 'weg', 'b'] };
    const snapshot = snapshotOf([record('a'), record('b'), record('c')], {
      groups: [{ externalId: 'g', name: 'Neu', members: ['a', 'c'] }],
    });
    const { items } = compare(
      snapshot,
      ['a', 'b', 'c', 'weg'].map((id) => person(id)),
      { groups: [present] },
    );
    const group = items.find(({ kind }) => kind === 'group-changed');
    assert.deepEqual(group?.after, { name: 'Neu', add: ['c'], remove: ['b'], stamp: null });
    assert.deepEqual(group?.before, { name: 'Alt' });
    assert.deepEqual(lines(compare(snapshotOf([], { groups: [] }), [], { groups: [present] })), ['group-removed g']);
  });

  it('finds nothing once everything is as it was found, whatever the source holds', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const records = fc.array(fc.record({ id: word, login: word, name: fc.string(), disabled: fc.boolean() }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(records, (given) => {
        const snapshot = snapshotOf(given.map(({ id, ...more }) => record(id, more)));
        const first = compare(snapshot, []);
        const here = first.items.flatMap((item) =>
          item.kind === 'added' ? [person(item.externalId, { login: item.after.login, name: item.after.name })] : [],
        );
        const again = compare(snapshot, here).items.filter(({ kind }) => kind !== 'problem');
        assert.deepEqual(again, []);
        assert.equal(differenceHash(first.items), differenceHash(compare(snapshot, []).items));
      }),
    );
  });
});

describe('the brake', () => {
  const leaving = (count: number, of: number) => {
    const people = Array.from({ length: of }, (_, at) => person(`p${at}`));
    const snapshot = snapshotOf([], { unchanged: people.slice(count).map(({ externalId }) => externalId) });
    return brakeOn(compare(snapshot, people), snapshot, usualBrake);
  };

  it('lets a tenth go, or ten, but never everybody', () => {
    assert.equal(leaving(0, 0), undefined);
    assert.equal(leaving(0, 100), undefined);
    assert.equal(leaving(10, 20), undefined);
    assert.equal(leaving(11, 20)?.leaving, 11);
    assert.equal(leaving(100, 1000), undefined);
    assert.equal(leaving(101, 1000)?.leaving, 101);
    assert.equal(leaving(3, 3)?.empty, true);
  });
});
