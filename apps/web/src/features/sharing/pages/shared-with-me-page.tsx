import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { LocatedNode } from '../../files/api/use-located.ts';
import { usePagedList } from '../../files/api/use-paged-list.ts';
import { NodeBrowser } from '../../files/components/node-browser.tsx';
import { receivedIds, receivedQuery, useLooked } from '../api/shares.ts';

/** What others shared with one, newest first; new since the last look is marked. */
export function SharedWithMePage() {
  const { t } = useLingui();
  const query = useInfiniteQuery(receivedQuery);
  const nodes = useMemo(
    () =>
      query.data?.pages.flatMap(({ items }) =>
        items.map(({ node, share, isNew }): LocatedNode => {
          return { ...node, sharing: { by: share.sharedBy?.name ?? null, at: share.sharedAt, isNew } };
        }),
      ),
    [query.data],
  );
  const { mutate: look } = useLooked();
  const isThere = nodes !== undefined;
  useEffect(() => {
    if (isThere) look();
  }, [isThere, look]);
  return (
    <NodeBrowser
      identity="shared-with-me"
      title={t`Mit mir geteilt`}
      source={usePagedList(nodes, query, receivedIds)}
      folder={null}
      columns="received"
      empty={
        <EmptyState icon={Users} title={<Trans>Noch nichts mit Ihnen geteilt</Trans>}>
          <Trans>Was andere für Sie freigeben, steht hier und in Ihren Dateien.</Trans>
        </EmptyState>
      }
    />
  );
}
