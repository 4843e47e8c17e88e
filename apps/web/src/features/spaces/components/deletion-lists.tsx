import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FileX } from 'lucide-react';
import { useState } from 'react';
import { formatBytes, formatDate, formatNumber } from '../../../i18n/format.ts';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import { Pager } from '../../administration/components/pager.tsx';
import { deletionsQuery } from '../api/retention.ts';

const size = 20;

/** What was deleted by rule, and the lists of it. */
export function DeletionLists({ organisation }: { readonly organisation: { readonly key: string } }) {
  const { t } = useLingui();
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery(deletionsQuery(organisation.key, { offset, limit: size }));
  return (
    <section className="retention-part" aria-labelledby="deletions">
      <h3 id="deletions">
        <Trans>Nach Regel gelöscht</Trans>
      </h3>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Nach Regel gelöscht`}
        rows={data?.items}
        keyOf={({ id }) => id}
        emptyIcon={FileX}
        emptyTitle={t`Noch wurde nichts nach Regel gelöscht.`}
        columns={[
          {
            id: 'space',
            title: t`Raum`,
            cell: ({ id, spaceName, kind, reason }) => (
              <div>
                <Link to="/deletions/$listId" params={{ listId: String(id) }}>
                  {spaceName}
                </Link>
                <small className="cell-sub">{kind === 'space' ? t`Raum beendet` : t`Frist „${reason}“`}</small>
              </div>
            ),
          },
          { id: 'at', title: t`Am`, wideOnly: true, cell: ({ at }) => formatDate(at) },
          { id: 'files', title: t`Dateien`, kind: 'number', cell: ({ files }) => formatNumber(files) },
          { id: 'bytes', title: t`Größe`, kind: 'number', wideOnly: true, cell: ({ bytes }) => formatBytes(bytes) },
        ]}
      />
      <Pager offset={offset} size={size} total={data?.total ?? 0} onChange={setOffset} />
    </section>
  );
}
