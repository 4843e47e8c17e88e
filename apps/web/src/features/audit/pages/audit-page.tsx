import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { DownloadButton } from '../../../session/download-button.tsx';
import { useAccess } from '../../../session/me.ts';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { organisationsQuery } from '../../administration/api/organisations.ts';
import { OrganisationField } from '../../administration/components/organisation-field.tsx';
import { PanelSkeleton } from '../../administration/components/panel-skeleton.tsx';
import { SectionPage } from '../../administration/components/section-page.tsx';
import { auditParameters, auditQuery, type AuditFilter } from '../api/audit.ts';
import { AuditLine } from '../components/audit-line.tsx';
import { eventRooms } from '../components/event-words.ts';
import '../audit.css';

/** What happened, for who audits: newest first, narrowed, taken along. */
export function AuditPage() {
  const { auditor } = useAccess();
  return auditor ? <AuditSearch /> : <NoAuditor />;
}

/** Whoever administers does not by that read the log: somebody else looks at what administrators do. */
function NoAuditor() {
  const { t } = useLingui();
  return (
    <SectionPage title={t`Protokoll`}>
      <EmptyState
        icon={ScrollText}
        title={t`Das Protokoll liest, wer die Rolle „Prüfung“ hat.`}
        action={
          <Link to="/administration/roles" search={{ role: 'auditor' }}>
            <Trans>Wer sie hat, steht unter Rollen</Trans>
          </Link>
        }
      >
        <Trans>
          So sieht jemand anderes, was die Verwaltung tut. Wer eine Regel zuletzt gesetzt hat, steht auch bei der Regel.
        </Trans>
      </EmptyState>
    </SectionPage>
  );
}

function AuditSearch() {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const search = useSearch({ from: '/signed-in/shell/administration/audit' });
  const { subject = '' } = search;
  const [type, setType] = useState(search.type ?? '');
  const [organisationKey, setOrganisation] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { data: organisations } = useQuery(organisationsQuery);
  const organisation = organisations?.find(({ key }) => key === organisationKey)?.id ?? null;
  const q = useDebounced(text.trim(), 150);
  const filter: AuditFilter = { q, type, organisation, from, to, subject };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(auditQuery(filter));
  const entries = data?.pages.flatMap(({ items }) => items);
  return (
    <SectionPage
      title={t`Protokoll`}
      text={<Trans>Wer wann was getan hat. Nichts davon lässt sich unbemerkt ändern oder entfernen.</Trans>}
      actions={
        <>
          <DownloadButton path="/audit/export" query={{ ...auditParameters(filter), format: 'csv' }}>
            <Trans>Als CSV</Trans>
          </DownloadButton>
          <DownloadButton path="/audit/export" query={{ ...auditParameters(filter), format: 'jsonl' }} variant="quiet">
            <Trans>Als JSON</Trans>
          </DownloadButton>
        </>
      }
    >
      {subject !== '' && (
        <p className="row muted">
          <Trans>Nur Ereignisse zu {search.name ?? subject}.</Trans>
          <Link to="/administration/audit">
            <Trans>Alle zeigen</Trans>
          </Link>
        </p>
      )}
      <div className="list-bar audit-filters">
        <SearchField label={t`Ereignisse suchen`} value={text} onChange={setText} />
        <OrganisationField
          label={t`Organisation und alles darunter`}
          hideLabel
          none={t`Alle Organisationen`}
          value={organisationKey}
          onChange={setOrganisation}
        />
        <Select<string>
          label={t`Bereich`}
          hideLabel
          options={[
            { id: '', label: t`Alle Bereiche` },
            ...eventRooms.map(({ id, label }) => ({ id, label: t(label) })),
          ]}
          value={type}
          onChange={setType}
        />
        <TextField label={t`Von`} type="date" value={from} onChange={setFrom} />
        <TextField label={t`Bis`} type="date" value={to} onChange={setTo} />
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      {entries === undefined ? (
        error === null && <PanelSkeleton />
      ) : entries.length === 0 ? (
        <EmptyState icon={ScrollText} title={t`Kein Ereignis gefunden.`} />
      ) : (
        <ul className="audit-list" aria-label={t`Ereignisse`}>
          {entries.map((entry) => (
            <AuditLine key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div className="audit-more">
          <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            <Trans>Ältere anzeigen</Trans>
          </Button>
        </div>
      )}
    </SectionPage>
  );
}
