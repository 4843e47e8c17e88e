import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Eye, History } from 'lucide-react';
import { useState } from 'react';
import { formatDateTime } from '../../../i18n/format.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import { Pager } from '../../administration/components/pager.tsx';
import { runsPage, runsQuery, type Run } from '../api/sources.ts';
import { modeWords } from '../words.ts';
import { DifferenceView } from './difference-view.tsx';
import { RunCounts } from './run-counts.tsx';
import { RunState } from './run-state.tsx';
import { useReason } from './use-reason.ts';

/** All runs, the newest first. */
export function RunHistory({ sourceId }: { readonly sourceId: number }) {
  const { t } = useLingui();
  const reasonOf = useReason();
  const [offset, setOffset] = useState(0);
  const [shown, setShown] = useState<Run | null>(null);
  const { data, error, refetch } = useQuery(runsQuery(sourceId, offset));
  return (
    <div className="source-stack">
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Läufe`}
        rows={data?.items}
        keyOf={(run) => run.id}
        emptyIcon={History}
        emptyTitle={t`Noch gab es keinen Lauf.`}
        columns={[
          {
            id: 'when',
            title: t`Beginn`,
            cell: (run) => (
              <div className="cell-main">
                <div>
                  <strong>{formatDateTime(run.startedAt)}</strong>
                  <small>
                    {run.startedBy ?? t`nach Zeitplan`}
                    {run.endedAt !== null && ` · ${seconds(run.endedAt - run.startedAt)}`}
                  </small>
                </div>
              </div>
            ),
          },
          {
            id: 'mode',
            title: t`Art`,
            wideOnly: true,
            cell: (run) => (run.dry ? t`Nur ansehen` : t(modeWords[run.mode])),
          },
          { id: 'state', title: t`Stand`, cell: (run) => <RunState run={run} /> },
          {
            id: 'counts',
            title: t`Ergebnis`,
            wideOnly: true,
            cell: (run) => (run.error === null ? <RunCounts run={run} /> : (reasonOf(run.error) ?? run.error)),
          },
          {
            id: 'actions',
            title: t`Aktionen`,
            kind: 'actions',
            cell: (run) => {
              const when = formatDateTime(run.startedAt);
              return run.hash === null ? null : (
                <IconButton icon={Eye} label={t`Lauf vom ${when} ansehen`} onPress={() => setShown(run)} />
              );
            },
          },
        ]}
      />
      <Pager offset={offset} size={runsPage} total={data?.total ?? 0} onChange={setOffset} />
      <Dialog
        title={shown && <Trans>Lauf vom {formatDateTime(shown.startedAt)}</Trans>}
        size="large"
        isOpen={shown !== null}
        onOpenChange={(open) => !open && setShown(null)}
      >
        {shown && <DifferenceView sourceId={sourceId} run={shown} />}
      </Dialog>
    </div>
  );
}

function seconds(ms: number): string {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
