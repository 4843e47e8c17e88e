import { checkExternalId, checkRecord, noId } from './check-record.ts';
import type { RecordRules } from './check-record.ts';
import { problem, shown } from './clean-values.ts';
import { compareGroups } from './compare-groups.ts';
import { comparePerson } from './compare-person.ts';
import type { PresentPerson, PresentState } from './present-state.ts';
import type { Difference, DifferenceItem, Link, Problem } from './source-difference.ts';
import type { SourceRecord, SourceSnapshot } from './source-record.ts';

export interface CompareInput {
  readonly snapshot: SourceSnapshot;
  readonly present: PresentState;
  readonly organisation: RecordRules['organisation'];
  readonly loginSuffix?: string;
  /** Whether people who belong to no source are taken over when the source knows their login. */
  readonly adopts: boolean;
  /** A key for a new group of this name. */
  groupKey(name: string, externalId: string): string;
}

/** What would have to change so that the directory holds what the source says. Nothing is read or written. */
export function compareSource(input: CompareInput): Difference {
  const { snapshot, present } = input;
  const known = new Map(present.people.map((person) => [person.externalId, person]));
  const adoptable = new Map(input.adopts ? present.adoptable.map((person) => [person.login, person]) : []);
  const resolve = createResolver(snapshot, present, input.loginSuffix ?? '');
  const rules = { organisation: input.organisation, manager: resolve, ...suffix(input.loginSuffix) };

  const problems: DifferenceItem[] = [];
  const items: DifferenceItem[] = [];
  const relinked: (Link & { externalId: string })[] = [];
  const seen = new Set<string>(snapshot.unchanged);
  const disabled = new Set<string>();
  const here = new Set<string>();
  const logins = new Map<string, string>();
  let unchanged = 0;

  const complain = (record: SourceRecord, found: Problem) =>
    problems.push({
      kind: 'problem',
      externalId: shown(record.externalId),
      label: shown(record.name) || shown(record.login),
      before: null,
      after: found,
    });

  for (const id of snapshot.unchanged) {
    const person = known.get(id);
    if (!person) continue;
    logins.set(person.login, id);
    here.add(id);
    unchanged += 1;
  }
  for (const record of snapshot.people) {
    const externalId = checkExternalId(record.externalId);
    if (externalId === undefined) {
      complain(record, noId(record.externalId));
      continue;
    }
    if (seen.has(externalId)) {
      complain(record, problem('id_twice', 'externalId', externalId));
      continue;
    }
    seen.add(externalId);
    const person = known.get(externalId);
    if (record.disabled) {
      disabled.add(externalId);
      if (person && person.state !== 'gone') here.add(externalId);
      if (person?.state !== 'present') unchanged += 1;
      continue;
    }
    const { values, problems: found } = checkRecord(record, rules);
    for (const one of found) complain(record, one);
    if (!values) {
      if (person && person.state !== 'gone') here.add(externalId);
      continue;
    }
    const twice = logins.get(values.login);
    if (twice !== undefined) {
      complain(record, problem('login_twice', 'login', values.login));
      continue;
    }
    logins.set(values.login, externalId);
    const adopted = person ? undefined : adoptable.get(values.login);
    if (present.takenLogins.has(values.login) && !adopted && person?.login !== values.login) {
      complain(record, problem('login_taken', 'login', values.login));
      if (person && person.state !== 'gone') here.add(externalId);
      continue;
    }
    here.add(externalId);
    const link = { reference: record.reference ?? null, stamp: record.stamp ?? null };
    const item = comparePerson(externalId, values, person, adopted, link, record.language);
    if (item) items.push(item);
    else {
      unchanged += 1;
      if (person && (person.reference !== link.reference || person.stamp !== link.stamp))
        relinked.push({ externalId, ...link });
    }
  }

  const leaving = present.people.flatMap((person) => leavingItem(person, seen, disabled));
  for (const { externalId } of leaving) if (!disabled.has(externalId)) here.delete(externalId);
  const groups = compareGroups({ snapshot, present, resolve, here, groupKey: input.groupKey });
  const order: DifferenceItem['kind'][] = ['added', 'changed', 'returning'];
  items.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return {
    items: [...problems, ...groups.problems, ...items, ...groups.items, ...leaving, ...groups.removed],
    relinked,
    relinkedGroups: groups.relinked,
    unchanged,
    present: present.people.filter(({ state }) => state === 'present').length,
  };
}

function leavingItem(
  person: PresentPerson,
  seen: ReadonlySet<string>,
  disabled: ReadonlySet<string>,
): DifferenceItem[] {
  const { externalId, name: label, state } = person;
  const item = { kind: 'leaving', externalId, label, before: null } as const;
  if (!seen.has(externalId)) return state === 'gone' ? [] : [{ ...item, after: { reason: 'removed' } }];
  if (disabled.has(externalId) && state === 'present') return [{ ...item, after: { reason: 'disabled' } }];
  return [];
}

/** What entries are called by others: external id, reference or login, of what was read and of what is known. */
function createResolver(
  { people }: SourceSnapshot,
  present: PresentState,
  loginSuffix: string,
): (named: string) => string | undefined {
  const ids = new Set<string>();
  const others = new Map<string, string>();
  // the newer says last: a reference that moved to another entry is that entry's
  for (const person of [...present.people, ...people]) {
    const login = person.login.trim().toLowerCase();
    ids.add(person.externalId);
    others.set(login, person.externalId);
    if (loginSuffix !== '' && login.endsWith(loginSuffix))
      others.set(login.slice(0, -loginSuffix.length), person.externalId);
    const { reference } = person;
    if (reference !== null && reference !== undefined) others.set(reference, person.externalId);
  }
  return (named) => (ids.has(named) ? named : (others.get(named) ?? others.get(named.trim().toLowerCase())));
}

function suffix(loginSuffix: string | undefined): { loginSuffix?: string } {
  return loginSuffix === undefined ? {} : { loginSuffix };
}
