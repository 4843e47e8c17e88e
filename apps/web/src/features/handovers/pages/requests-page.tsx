import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { useAccess } from '../../../session/me.ts';
import { spacesQuery } from '../../../session/spaces.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Select } from '../../../ui/select.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import { Pager } from '../../administration/components/pager.tsx';
import '../../administration/administration.css';
import { requestsQuery, type RequestSummary } from '../api/requests.ts';
import { AskDialog } from '../components/ask-dialog.tsx';
import { ExchangeTabs } from '../components/exchange-tabs.tsx';

const pageSize = 50;

/** What one has asked others for. */
export function RequestsPage() {
  const { t } = useLingui();
  const { mayHaveGuests } = useAccess();
  const [state, setState] = useState<'open' | 'closed'>('open');
  const [offset, setOffset] = useState(0);
  const [asking, setAsking] = useState(false);
  const { data, error, refetch } = useQuery(requestsQuery(state, offset, pageSize));
  const { data: spaces } = useQuery(spacesQuery);
  const own = spaces?.find(({ kind }) => kind === 'personal');
  return (
    <div className="page stack">
      <PageHeader
        title={t`Anforderungen`}
        text={t`Sie bitten andere bis zu einer Frist um bestimmte Dateien und sehen, was da ist und was fehlt.`}
        actions={
          mayHaveGuests && (
            <Button variant="primary" icon={Inbox} isDisabled={own === undefined} onPress={() => setAsking(true)}>
              <Trans>Dateien anfordern</Trans>
            </Button>
          )
        }
      />
      <ExchangeTabs />
      <div className="list-bar">
        <Select<'open' | 'closed'>
          label={t`Zeigen`}
          hideLabel
          options={[
            { id: 'open', label: t`Laufende` },
            { id: 'closed', label: t`Abgeschlossene` },
          ]}
          value={state}
          onChange={(next) => {
            setState(next);
            setOffset(0);
          }}
        />
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Anforderungen`}
        rows={data?.items}
        keyOf={({ id }) => id}
        emptyIcon={Inbox}
        emptyTitle={state === 'open' ? t`Keine laufenden Anforderungen.` : t`Noch keine abgeschlossenen.`}
        emptyText={t`Fordern Sie Dateien an: von Personen der Verwaltung oder von außerhalb, ohne Konto.`}
        columns={[
          { id: 'title', title: t`Anforderung`, cell: (request) => <TitleCell request={request} /> },
          { id: 'due', title: t`Fällig am`, wideOnly: true, cell: (request) => <Due request={request} /> },
          { id: 'state', title: t`Vollständig`, wideOnly: true, cell: (request) => <Complete request={request} /> },
        ]}
      />
      <Pager offset={offset} size={pageSize} total={data?.total ?? 0} onChange={setOffset} />
      <AskDialog
        isOpen={asking}
        onClose={() => setAsking(false)}
        folder={own ? { id: own.rootId, name: t`Meine Dateien` } : null}
      />
    </div>
  );
}

function TitleCell({ request }: { readonly request: RequestSummary }) {
  return (
    <div className="cell-main">
      <div>
        <Link to="/requests/$requestId" params={{ requestId: String(request.id) }} className="handover-title">
          {request.title}
        </Link>
        <small>{request.folder.name}</small>
        <span className="cell-phone">
          <Due request={request} /> · <Complete request={request} />
        </span>
      </div>
    </div>
  );
}

function Due({ request: { dueAt, closedAt } }: { readonly request: RequestSummary }) {
  const isLate = closedAt === null && dueAt < Date.now();
  return (
    <>
      {formatDate(dueAt)} {isLate && <span className="tag tag-danger">{<Trans>überfällig</Trans>}</span>}
    </>
  );
}

function Complete({ request: { completeCount, recipientCount } }: { readonly request: RequestSummary }) {
  const { t } = useLingui();
  const isAll = completeCount === recipientCount;
  return (
    <span className={isAll ? 'tag tag-success' : 'tag'}>
      {t`${completeCount} von ${plural(recipientCount, { one: '# Person', other: '# Personen' })}`}
    </span>
  );
}
