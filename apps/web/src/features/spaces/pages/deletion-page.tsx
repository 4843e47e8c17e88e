import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Download, FileX } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { formatBytes, formatDate, formatNumber } from '../../../i18n/format.ts';
import { buttonClass } from '../../../ui/button-class.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import { Pager } from '../../administration/components/pager.tsx';
import { deletionQuery } from '../api/retention.ts';
import '../../administration/administration.css';
import '../spaces.css';

const size = 100;

/** What was deleted by rule at one time. */
export function DeletionPage() {
  const { t } = useLingui();
  const { listId } = useParams({ strict: false });
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery(deletionQuery(Number(listId), { offset, limit: size }));
  if (error instanceof ApiError && [400, 404].includes(error.status)) {
    return <EmptyState isPage icon={FileX} title={t`Diese Liste gibt es nicht.`} />;
  }
  const about = data === undefined ? null : { name: data.spaceName, on: formatDate(data.at) };
  return (
    <div className="page">
      <PageHeader
        title={about === null ? t`Gelöschte Dateien` : t`Gelöscht aus „${about.name}“`}
        text={
          data === undefined || about === null ? undefined : (
            <Trans>
              Am {about.on}, {data.kind === 'space' ? t`weil der Raum beendet war` : t`nach der Frist „${data.reason}“`}
              : {formatNumber(data.files)} Dateien, {formatBytes(data.bytes)}.
            </Trans>
          )
        }
        actions={
          <a className={buttonClass({})} href={`/api/v1/deletions/${Number(listId)}/export`} download>
            <Download aria-hidden className="ui-button-icon" />
            <span className="ui-button-text">{t`Als CSV herunterladen`}</span>
          </a>
        }
      />
      <div className="administration-body">
        {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
        <DataTable
          label={t`Gelöschte Dateien`}
          rows={data?.items}
          keyOf={({ path }) => path}
          emptyIcon={FileX}
          emptyTitle={t`Es waren keine Dateien darin.`}
          columns={[
            { id: 'path', title: t`Datei`, cell: ({ path }) => path },
            {
              id: 'changed',
              title: t`Zuletzt geändert`,
              wideOnly: true,
              cell: ({ changedAt }) => formatDate(changedAt),
            },
            { id: 'size', title: t`Größe`, kind: 'number', cell: (entry) => formatBytes(entry.size) },
          ]}
        />
        <Pager offset={offset} size={size} total={data?.files ?? 0} onChange={setOffset} />
      </div>
    </div>
  );
}
