import { useCallback, useState } from 'react';
import { pathOf, type OrganisationTree } from '../domain/organisation-tree.ts';

/** Kept while the app is open: whoever comes back finds the tree as it was. */
let kept: ReadonlySet<string> | null = null;

/** Which branches of the tree are open: at first the top, and the way to what is shown. */
export function useOpenBranches(tree: OrganisationTree, shown: string | null) {
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(kept);
  const [followed, setFollowed] = useState<string | null>(null);
  let open = chosen ?? new Set((tree.children.get('') ?? []).map(({ key }) => key));
  if (shown !== null && followed !== shown && tree.byKey.has(shown)) {
    // With what stands below it: that is what one came for.
    const above = pathOf(tree, shown);
    open = new Set([...open, ...above.map(({ key }) => key)]);
    setFollowed(shown);
    setChosen(open);
  }

  const change = useCallback((next: ReadonlySet<string>) => {
    kept = next;
    setChosen(next);
  }, []);

  return {
    open,
    expand(keys: readonly string[], isOpen: boolean) {
      const next = new Set(open);
      for (const key of keys)
        if (isOpen) next.add(key);
        else next.delete(key);
      change(next);
    },
    expandAll: () => change(new Set(tree.children.keys())),
    collapseAll: () => change(new Set()),
  };
}
