import type { ApplyContext, ItemOf, Positioned, Refused, SourceEvent } from './apply-context.ts';
import { problem } from './clean-values.ts';
import {
  forgetGroup,
  lockSourceGroup,
  removeGroupMembers,
  writeGroupName,
  writeGroupStamps,
  writeMembers,
  writeNewSourceGroup,
} from './source-groups-writer.ts';

export async function applyGroup(
  context: ApplyContext,
  item: Positioned<ItemOf<'group-added'> | ItemOf<'group-changed'> | ItemOf<'group-removed'>>,
): Promise<Refused[]> {
  const { tx, sourceId, organisationId } = context;
  const { externalId } = item;
  if (item.kind === 'group-added') {
    const { key, name, add, stamp } = item.after;
    const id = await writeNewSourceGroup(tx, { sourceId, organisationId, externalId, key, name, stamp });
    if (id === undefined) return [{ position: item.position, problem: problem('group_key_taken', 'key', key) }];
    const added = await writeMembers(tx, id, sourceId, add);
    const about = { subject: `group:${id}`, organisationId };
    await context.record([
      { type: 'directory.group_added', ...about, data: { key, name, sourceId } },
      ...membersEvents(about, added, []),
    ]);
    return [];
  }
  const group = await lockSourceGroup(tx, sourceId, externalId);
  if (!group) return [];
  const about = { subject: `group:${group.id}`, organisationId: group.organisationId };
  if (item.kind === 'group-removed') {
    const removed = await removeGroupMembers(tx, group.id, sourceId, 'all');
    const deleted = await forgetGroup(tx, group.id);
    const data = { key: group.key, sourceId };
    await context.record([
      ...membersEvents(about, [], removed),
      ...(deleted ? [{ type: 'directory.group_removed', ...about, data }] : []),
    ]);
    return [];
  }
  const { name, add, remove, stamp } = item.after;
  if (name !== undefined) await writeGroupName(tx, group.id, name);
  const added = await writeMembers(tx, group.id, sourceId, add);
  const removed = await removeGroupMembers(tx, group.id, sourceId, remove);
  await writeGroupStamps(tx, sourceId, [{ externalId, stamp }]);
  const changed = { type: 'directory.group_changed', ...about, data: { changed: ['name'], sourceId } };
  await context.record([...(name === undefined ? [] : [changed]), ...membersEvents(about, added, removed)]);
  return [];
}

type About = Pick<SourceEvent, 'subject' | 'organisationId'>;

function membersEvents(about: About, added: readonly number[], removed: readonly number[]): SourceEvent[] {
  const one = (type: string) => (personId: number) => ({ type, ...about, data: { personId } });
  return [...added.map(one('directory.group_member_added')), ...removed.map(one('directory.group_member_removed'))];
}
