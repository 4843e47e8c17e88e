import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Share2 } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { LocatedNode } from '../../files/api/use-located.ts';
import { usePagedList } from '../../files/api/use-paged-list.ts';
import { NodeBrowser } from '../../files/components/node-browser.tsx';
import { givenNodeIds, givenQuery } from '../api/shares.ts';
import { GivenTabs } from '../components/given-tabs.tsx';

/** What one shared with others, newest first. */
export function SharedByMePage() {
  const { t } = useLingui();
  const query = useInfiniteQuery(givenQuery);
  const nodes = useMemo(
    () =>
      query.data?.pages.flatMap(({ items }) =>
        items.map(({ node, shares, total }): LocatedNode => {
          const names = shares.slice(0, 2).map(({ recipient }) => recipient.name);
          const others = total - names.length;
          const rest = others > 0 ? [t`${plural(others, { one: '# weitere', other: '# weitere' })}`] : [];
          return { ...node, sharing: { with: [...names, ...rest].join(', '), at: shares[0]?.sharedAt ?? 0 } };
        }),
      ),
    [query.data, t],
  );
  return (
    <NodeBrowser
      identity="shared-by-me"
      title={t`Von mir geteilt`}
      head={<GivenTabs />}
      source={usePagedList(nodes, query, givenNodeIds)}
      folder={null}
      columns="given"
      empty={
        <EmptyState icon={Share2} title={<Trans>Noch nichts geteilt</Trans>}>
          <Trans>Was Sie für andere freigeben, haben Sie hier im Blick.</Trans>
        </EmptyState>
      }
    />
  );
}
