import type { ApplyContext, ItemOf, Positioned, Refused } from './apply-context.ts';
import { applyGroup } from './apply-groups.ts';
import { applyLeaving } from './apply-leaving.ts';
import { applyAdded, applyChanged } from './apply-people.ts';
import type { DifferenceItem, ItemKind } from './source-difference.ts';

/** Applies a part of a difference; answers what could not be. Doing it twice changes nothing more. */
export async function applyItems(
  context: ApplyContext,
  items: readonly Positioned<DifferenceItem>[],
): Promise<Refused[]> {
  const of = <Kind extends ItemKind>(...kinds: Kind[]) =>
    items.filter((item): item is Positioned<ItemOf<Kind>> => (kinds as ItemKind[]).includes(item.kind));
  const refused: Refused[] = [];
  const added = of('added');
  if (added.length > 0) refused.push(...(await applyAdded(context, added)));
  const changed = of('changed', 'returning');
  if (changed.length > 0) refused.push(...(await applyChanged(context, changed)));
  for (const group of of('group-added', 'group-changed')) refused.push(...(await applyGroup(context, group)));
  const leaving = of('leaving');
  if (leaving.length > 0) await applyLeaving(context, leaving);
  for (const group of of('group-removed')) refused.push(...(await applyGroup(context, group)));
  return refused;
}
