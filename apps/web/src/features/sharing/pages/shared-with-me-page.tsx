import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useEffect } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { LocatedNode } from '../../files/api/use-located.ts';
import { useWholeList } from '../../files/api/use-whole-list.ts';
import { NodeBrowser } from '../../files/components/node-browser.tsx';
import { longestList, receivedQuery, useLooked } from '../api/shares.ts';
import type { ReceivedPage } from '../api/share-types.ts';

const toNodes = ({ items }: { items: readonly ReceivedPage['items'][number][] }): LocatedNode[] =>
  items.map(({ node, share, isNew }) => ({
    ...node,
    sharing: { by: share.sharedBy?.name ?? null, at: share.sharedAt, isNew },
  }));

/** What others shared with one, newest first; new since the last look is marked. */
export function SharedWithMePage() {
  const { t } = useLingui();
  const query = useQuery({ ...receivedQuery, select: toNodes });
  const { data: more } = useQuery({ ...receivedQuery, select: (list) => list.more });
  const { mutate: look } = useLooked();
  const isThere = query.data !== undefined;
  useEffect(() => {
    if (isThere) look();
  }, [isThere, look]);
  return (
    <NodeBrowser
      identity="shared-with-me"
      title={t`Mit mir geteilt`}
      source={useWholeList(query)}
      folder={null}
      columns="received"
      tools={more === true ? <span className="muted">{t`Die neuesten ${longestList}`}</span> : undefined}
      empty={
        <EmptyState icon={Users} title={<Trans>Noch nichts mit Ihnen geteilt</Trans>}>
          <Trans>Was andere für Sie freigeben, steht hier und in Ihren Dateien.</Trans>
        </EmptyState>
      }
    />
  );
}
