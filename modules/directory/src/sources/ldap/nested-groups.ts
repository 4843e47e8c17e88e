/** A group as the server tells it: members are people and other groups, by normalised name. */
export interface DirectGroup {
  readonly reference: string;
  readonly members: readonly string[];
}

/**
 * Everybody who is in each group, by whatever other groups; by reference of the group. Groups that contain each other,
 * as happens, are no trouble.
 */
export function flattenGroups(groups: readonly DirectGroup[]): ReadonlyMap<string, readonly string[]> {
  const direct = new Map(groups.map((group) => [group.reference, group]));
  return new Map(groups.map((group) => [group.reference, flatten(group, direct)]));
}

function flatten(group: DirectGroup, direct: ReadonlyMap<string, DirectGroup>): string[] {
  const people = new Set<string>();
  const seen = new Set([group]);
  // a Set may grow while it is walked through
  for (const { members } of seen) {
    for (const member of members) {
      const inner = direct.get(member);
      if (inner) seen.add(inner);
      else people.add(member);
    }
  }
  return [...people];
}
