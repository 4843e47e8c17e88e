import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { formatRelative } from '../../../i18n/format.ts';
import { buttonClass } from '../../../ui/button-class.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { startRecentQuery } from '../api/start-files.ts';
import { CardHead } from './card-head.tsx';
import { FileLine } from './file-line.tsx';
import { LineSkeletons } from './line-skeletons.tsx';

/** What was changed last. */
export function RecentCard() {
  const { data, error, refetch } = useQuery(startRecentQuery);
  return (
    <section className="card start-card" aria-labelledby="recent-heading">
      <CardHead id="recent-heading" to="/files/recent" title={<Trans>Zuletzt verwendet</Trans>} />
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <LineSkeletons count={6} />}
      {data?.length === 0 && (
        <EmptyState
          icon={Upload}
          title={<Trans>Hier erscheint, woran Sie arbeiten</Trans>}
          action={
            <Link to="/files" className={buttonClass({ variant: 'primary' })}>
              <Trans>Erste Datei hochladen</Trans>
            </Link>
          }
        >
          <Trans>
            Laden Sie eine Datei hoch oder verbinden Sie ein Gerät: Dann finden Sie hier alles schnell wieder.
          </Trans>
        </EmptyState>
      )}
      <ul className="file-lines">
        {data?.map((file) => (
          <FileLine
            key={file.node.id}
            file={file}
            end={
              <>
                <span className="file-line-by">{file.node.modifiedBy?.name ?? file.node.modifiedByVisitor}</span>
                <time dateTime={new Date(file.node.mtime).toISOString()}>{formatRelative(file.node.mtime)}</time>
              </>
            }
          />
        ))}
      </ul>
    </section>
  );
}
