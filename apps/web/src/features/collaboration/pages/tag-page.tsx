import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Tag } from 'lucide-react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { FileIcon } from '../../../ui/file-icon.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { taggedQuery } from '../api/collaboration.ts';
import '../components/collaboration.css';

/** Everything in one's spaces that has a tag. */
export function TagPage() {
  const { t } = useLingui();
  const { tag = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(taggedQuery(tag));
  return (
    <div className="page page-narrow">
      <PageHeader title={tag} text={<Trans>Was in Ihren Bereichen dieses Schlagwort hat</Trans>} />
      {error && !data ? (
        <ErrorBanner error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.length === 0 ? (
        <EmptyState icon={Tag} title={<Trans>Nichts hat dieses Schlagwort</Trans>}>
          <Trans>Schlagwörter vergeben Sie in den Details einer Datei oder eines Ordners.</Trans>
        </EmptyState>
      ) : (
        <ul className="tagged card" aria-label={tag}>
          {data.map(({ id, name, kind, mime, path }) => (
            <li key={id}>
              <Link to="/f/$nodeId" params={{ nodeId: String(id) }} className="tagged-link">
                <FileIcon kind={kind} mime={mime} />
                <span className="tagged-text">
                  <span>{name}</span>
                  <small className="muted">{path.length === 0 ? t`Meine Dateien` : path.join(' / ')}</small>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
