import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Share2 } from 'lucide-react';
import { useCallback } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { LocatedNode } from '../../files/api/use-located.ts';
import { useWholeList } from '../../files/api/use-whole-list.ts';
import { NodeBrowser } from '../../files/components/node-browser.tsx';
import { givenQuery, longestList } from '../api/shares.ts';
import type { GivenPage } from '../api/share-types.ts';

/** What one shared with others, newest first. */
export function SharedByMePage() {
  const { t } = useLingui();
  const toNodes = useCallback(
    ({ items }: { items: readonly GivenPage['items'][number][] }): LocatedNode[] =>
      items.map(({ node, shares, total }) => {
        const names = shares.slice(0, 2).map(({ recipient }) => recipient.name);
        const others = total - names.length;
        const rest = others > 0 ? [t`${plural(others, { one: '# weitere', other: '# weitere' })}`] : [];
        return { ...node, sharing: { with: [...names, ...rest].join(', '), at: shares[0]?.sharedAt ?? 0 } };
      }),
    [t],
  );
  const query = useQuery({ ...givenQuery, select: toNodes });
  const { data: more } = useQuery({ ...givenQuery, select: (list) => list.more });
  return (
    <NodeBrowser
      identity="shared-by-me"
      title={t`Von mir geteilt`}
      source={useWholeList(query)}
      folder={null}
      columns="given"
      tools={more === true ? <span className="muted">{t`Die neuesten ${longestList}`}</span> : undefined}
      empty={
        <EmptyState icon={Share2} title={<Trans>Noch nichts geteilt</Trans>}>
          <Trans>Was Sie für andere freigeben, haben Sie hier im Blick.</Trans>
        </EmptyState>
      }
    />
  );
}
