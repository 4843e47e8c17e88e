import { checkExternalId, noId } from './check-record.ts';
import { cleanName, problem, shown } from './clean-values.ts';
import type { PresentGroup, PresentState } from './present-state.ts';
import type { DifferenceItem, Problem } from './source-difference.ts';
import type { SourceGroupRecord, SourceSnapshot } from './source-record.ts';

export interface CompareGroupsInput {
  readonly snapshot: SourceSnapshot;
  readonly present: PresentState;
  resolve(named: string): string | undefined;
  /** External ids of everybody who is here when the difference is applied. */
  readonly here: ReadonlySet<string>;
  groupKey(name: string, externalId: string): string;
}

interface GroupsDifference {
  readonly problems: readonly DifferenceItem[];
  readonly items: readonly DifferenceItem[];
  readonly removed: readonly DifferenceItem[];
  readonly relinked: readonly { readonly externalId: string; readonly stamp: string | null }[];
}

/** Members who are not of the source are nobody's business here: they stay. */
export function compareGroups({ snapshot, present, resolve, here, groupKey }: CompareGroupsInput): GroupsDifference {
  if (snapshot.groups === null) return { problems: [], items: [], removed: [], relinked: [] };
  const known = new Map(present.groups.map((group) => [group.externalId, group]));
  const problems: DifferenceItem[] = [];
  const items: DifferenceItem[] = [];
  const relinked: { externalId: string; stamp: string | null }[] = [];
  const seen = new Set<string>();
  const keys = new Set<string>();
  const complain = ({ externalId, name }: SourceGroupRecord, found: Problem) =>
    problems.push({ kind: 'problem', externalId: shown(externalId), label: shown(name), before: null, after: found });

  for (const record of snapshot.groups) {
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
    const cleaned = cleanName(record.name);
    if ('problem' in cleaned) {
      complain(record, { ...cleaned, problem: 'bad_group' });
      continue;
    }
    const name = cleaned.value;
    const members = new Set<string>();
    for (const named of record.members) {
      const id = resolve(named);
      if (id !== undefined && here.has(id)) members.add(id);
    }
    const stamp = record.stamp ?? null;
    const group = known.get(externalId);
    if (group) {
      const item = changedGroup(group, name, members, here, stamp);
      if (item) items.push(item);
      else if (group.stamp !== stamp) relinked.push({ externalId, stamp });
      continue;
    }
    const key = groupKey(name, externalId);
    if (present.takenGroupKeys.has(key) || keys.has(key)) {
      complain(record, problem('group_key_taken', 'key', key));
      continue;
    }
    keys.add(key);
    const after = { key, name, add: [...members], stamp };
    items.push({ kind: 'group-added', externalId, label: name, before: null, after });
  }
  const removed = present.groups
    .filter(({ externalId }) => !seen.has(externalId))
    .map(
      ({ externalId, name }) =>
        ({ kind: 'group-removed', externalId, label: name, before: null, after: null }) as const,
    );
  items.sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
  return { problems, items, removed, relinked };
}

function changedGroup(
  group: PresentGroup,
  name: string,
  members: ReadonlySet<string>,
  here: ReadonlySet<string>,
  stamp: string | null,
): DifferenceItem | undefined {
  const present = new Set(group.members);
  const add = [...members].filter((id) => !present.has(id));
  // those who leave lose all their groups by that
  const remove = [...present].filter((id) => !members.has(id) && here.has(id));
  const renamed = group.name !== name;
  if (add.length === 0 && remove.length === 0 && !renamed) return undefined;
  return {
    kind: 'group-changed',
    externalId: group.externalId,
    label: name,
    before: renamed ? { name: group.name } : {},
    after: { ...(renamed ? { name } : {}), add, remove, stamp },
  };
}
