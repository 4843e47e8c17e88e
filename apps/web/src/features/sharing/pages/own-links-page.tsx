import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { ownLinksQuery, type OwnLink } from '../api/links.ts';
import { GivenTabs } from '../components/given-tabs.tsx';
import { LinkRow } from '../components/link-row.tsx';
import { ShareDialog } from '../components/share-dialog.tsx';

/** All public links that one has made, newest first. */
export function OwnLinksPage() {
  const { t } = useLingui();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(ownLinksQuery);
  const [sharing, setSharing] = useState<OwnLink['node'] | null>(null);
  const links = data?.pages.flatMap(({ items }) => items);
  return (
    <div className="page stack">
      <PageHeader title={t`Von mir geteilt`} />
      <GivenTabs />
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      {links === undefined ? (
        error === null && <Loading />
      ) : links.length === 0 ? (
        <EmptyState icon={Link2} title={t`Noch keine Links`}>
          <Trans>Links für Menschen ohne Konto legen Sie beim Teilen einer Datei oder eines Ordners an.</Trans>
        </EmptyState>
      ) : (
        <div className="card">
          <ul className="share-list" aria-label={t`Öffentliche Links`}>
            {links.map((link) => (
              <LinkRow key={link.id} link={link} own={link} onEdit={() => setSharing(link.node)} />
            ))}
          </ul>
        </div>
      )}
      {hasNextPage && (
        <div>
          <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            <Trans>Ältere anzeigen</Trans>
          </Button>
        </div>
      )}
      {sharing !== null && <ShareDialog node={sharing} onClose={() => setSharing(null)} />}
    </div>
  );
}
