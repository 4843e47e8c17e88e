import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowDownToLine, ArrowUpFromLine, PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { formatBytes, formatDateTime } from '../../../i18n/format.ts';
import { useAccess } from '../../../session/me.ts';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import { Pager } from '../../administration/components/pager.tsx';
import '../../administration/administration.css';
import { handoversQuery, type HandoverFilter, type HandoverSummary } from '../api/handovers.ts';
import { ExchangeTabs } from '../components/exchange-tabs.tsx';
import { handoverStates, handoverWays } from '../components/handover-words.ts';
import { PartyName } from '../components/party-name.tsx';
import '../handovers.css';

const pageSize = 50;

/** What was handed over by or to oneself, or in the organisations that one administers. */
export function HandoversPage() {
  const { t } = useLingui();
  const access = useAccess();
  const [text, setText] = useState('');
  const [direction, setDirection] = useState<HandoverFilter['direction']>('all');
  const [state, setState] = useState<HandoverFilter['state']>('all');
  const [scope, setScope] = useState<HandoverFilter['scope']>('mine');
  const [offset, setOffset] = useState(0);
  const q = useDebounced(text.trim(), 200);
  const filter = { q, direction, state, scope };
  const { data, error, refetch } = useQuery(handoversQuery({ ...filter, offset, limit: pageSize }));
  const isNarrowed = q !== '' || direction !== 'all' || state !== 'all';

  function narrow<Value>(set: (value: Value) => void) {
    return (value: Value) => {
      set(value);
      setOffset(0);
    };
  }

  return (
    <div className="page stack">
      <PageHeader
        title={t`Übergaben`}
        text={t`Was angekommen ist und was Sie herausgegeben haben, mit Beleg: wer was wann, und wer es abgerufen hat.`}
      />
      <ExchangeTabs />
      <div className="list-bar">
        <SearchField label={t`Übergaben suchen`} value={text} onChange={narrow(setText)} />
        <Select<HandoverFilter['direction']>
          label={t`Richtung`}
          hideLabel
          options={[
            { id: 'all', label: t`Ein- und ausgehend` },
            { id: 'in', label: t`Eingehend` },
            { id: 'out', label: t`Ausgehend` },
          ]}
          value={direction}
          onChange={narrow(setDirection)}
        />
        <Select<HandoverFilter['state']>
          label={t`Stand`}
          hideLabel
          options={[
            { id: 'all', label: t`Jeder Stand` },
            { id: 'unfetched', label: t`Nicht abgerufen` },
            { id: 'delivered', label: t`Zugestellt` },
            { id: 'open', label: t`In Arbeit` },
            { id: 'withdrawn', label: t`Zurückgezogen` },
          ]}
          value={state}
          onChange={narrow(setState)}
        />
        {access.administers && (
          <Select<HandoverFilter['scope']>
            label={t`Wessen Übergaben`}
            hideLabel
            options={[
              { id: 'mine', label: t`Meine` },
              { id: 'organisation', label: t`Der ganzen Organisation` },
            ]}
            value={scope}
            onChange={narrow(setScope)}
          />
        )}
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Übergaben`}
        rows={data?.items}
        keyOf={({ id }) => id}
        emptyIcon={PackageCheck}
        emptyTitle={isNarrowed ? t`Nichts gefunden.` : t`Noch keine Übergaben.`}
        emptyText={
          isNarrowed
            ? t`Andere Übergaben zeigen die Auswahlfelder darüber.`
            : t`Hier steht, was Ihnen über Ablagen und Anforderungen zugeht und was Sie an andere übergeben.`
        }
        columns={[
          { id: 'title', title: t`Übergabe`, cell: (handover) => <TitleCell handover={handover} /> },
          { id: 'with', title: t`Von und an`, wideOnly: true, cell: (handover) => <Others handover={handover} /> },
          { id: 'files', title: t`Dateien`, wideOnly: true, cell: (handover) => <Amount handover={handover} /> },
          { id: 'state', title: t`Stand`, wideOnly: true, cell: (handover) => <State handover={handover} /> },
        ]}
      />
      <Pager offset={offset} size={pageSize} total={data?.total ?? 0} onChange={setOffset} />
    </div>
  );
}

function TitleCell({ handover }: { readonly handover: HandoverSummary }) {
  const { t, i18n } = useLingui();
  const isIn = handover.direction === 'in';
  const Icon = isIn ? ArrowDownToLine : ArrowUpFromLine;
  return (
    <div className="cell-main">
      <span className={isIn ? 'handover-icon' : 'handover-icon handover-icon-out'}>
        <Icon aria-label={isIn ? t`Eingehend` : t`Ausgehend`} />
      </span>
      <div>
        <Link to="/handovers/$handoverId" params={{ handoverId: String(handover.id) }} className="handover-title">
          {handover.title}
        </Link>
        <small>
          {handover.number} · {i18n._(handoverWays[handover.way])}
        </small>
        <span className="cell-phone">
          <State handover={handover} />
        </span>
      </div>
    </div>
  );
}

function Others({ handover: { sender, recipients } }: { readonly handover: HandoverSummary }) {
  const [first] = recipients;
  const others = recipients.length - 1;
  return (
    <>
      <PartyName party={sender} />
      {first !== undefined && (
        <span className="muted">
          {' → '}
          {first.name || first.address}
          {others > 0 && ` +${others}`}
        </span>
      )}
    </>
  );
}

function Amount({ handover: { fileCount, size } }: { readonly handover: HandoverSummary }) {
  const { t } = useLingui();
  return (
    <>
      {t`${plural(fileCount, { one: '# Datei', other: '# Dateien' })}`}{' '}
      <small className="muted">{formatBytes(size)}</small>
    </>
  );
}

function State({ handover }: { readonly handover: HandoverSummary }) {
  const { i18n } = useLingui();
  const { state, openedAt, deliveredAt, firstFetchedAt, fetchedCount, fileCount } = handover;
  return (
    <>
      <span className={state === 'delivered' ? 'tag tag-action' : 'tag'}>{i18n._(handoverStates[state])}</span>{' '}
      <small className="muted">
        {formatDateTime(deliveredAt ?? openedAt)}
        {state === 'delivered' && firstFetchedAt === null && <Trans> · nicht abgerufen</Trans>}
        {state === 'delivered' && firstFetchedAt !== null && (
          <Trans>
            {' '}
            · {fetchedCount} von {fileCount} abgerufen
          </Trans>
        )}
      </small>
    </>
  );
}
