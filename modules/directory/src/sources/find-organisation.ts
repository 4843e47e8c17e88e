import type { OrganisationTree } from '../organisation-tree.ts';
import type { Cleaned } from './clean-values.ts';
import { problem } from './clean-values.ts';
import type { CommonSettings } from './source-settings.ts';

/** From what the source calls an organisation (several: the nearest first) to its key here. */
export function organisationFinder(
  tree: OrganisationTree,
  ownId: number,
  settings: Pick<CommonSettings, 'organisations' | 'unknownOrganisation'>,
): (named: string | readonly string[] | null) => Cleaned<string> {
  const within = new Set(tree.subtreeIds(ownId));
  const own = tree.byId(ownId);
  const mapped = new Map(Object.entries(settings.organisations).map(([named, key]) => [folded(named), key]));
  const named = new Map<string, string>();
  for (const { key, name, shortName, id } of tree.all) {
    // the source's own part of the state first: there are many 'Bauamt'
    for (const word of [key, name, ...(shortName === null ? [] : [shortName])])
      if (within.has(id) || !named.has(folded(word))) named.set(folded(word), key);
  }

  function find(word: string): Cleaned<string> | undefined {
    const key = mapped.get(folded(word)) ?? named.get(folded(word));
    const node = key === undefined ? undefined : tree.byKey(key);
    if (!node) return undefined;
    if (!within.has(node.id)) return problem('outside_organisation', 'organisation', word);
    if (node.closed) return problem('closed_organisation', 'organisation', word);
    return { value: node.key };
  }

  return (words) => {
    const all = words === null ? [] : typeof words === 'string' ? [words] : words;
    const meant = all.filter((word) => word.trim() !== '');
    const found = meant.map(find).filter((one) => one !== undefined);
    const good = found.find((one) => !('problem' in one)) ?? found[0];
    if (good) return good;
    if (meant[0] !== undefined && settings.unknownOrganisation === 'refuse')
      return problem('unknown_organisation', 'organisation', meant[0]);
    return own ? { value: own.key } : problem('unknown_organisation', 'organisation');
  };
}

function folded(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
