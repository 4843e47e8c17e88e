import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { formatNumber, formatRelative } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import { SectionPage } from '../../administration/components/section-page.tsx';
import { sourcesQuery, type Source } from '../api/sources.ts';
import { AddSourceDialog } from '../components/add-source-dialog.tsx';
import { RunState } from '../components/run-state.tsx';
import { kindWords } from '../words.ts';
import '../sources.css';

/** Where people come from. */
export function SourcesPage() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(sourcesQuery);
  const [adding, setAdding] = useState(false);
  return (
    <SectionPage
      title={t`Quellen von Personen`}
      text={t`Verzeichnisse, Dateien und Dienste, aus denen Personen und Gruppen übernommen werden.`}
      actions={
        <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
          <Trans>Quelle hinzufügen</Trans>
        </Button>
      }
    >
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Quellen von Personen`}
        rows={data}
        keyOf={(source) => source.id}
        emptyIcon={UsersRound}
        emptyTitle={t`Noch gibt es keine Quelle.`}
        emptyText={t`Personen werden von Hand angelegt. Eine Quelle übernimmt sie aus einer CSV-Datei, einem Verzeichnis oder einem Dienst und zeigt vorher, was sich ändert.`}
        columns={[
          {
            id: 'name',
            title: t`Name`,
            cell: (source) => (
              <div className="cell-main">
                <div>
                  <Link
                    to="/administration/sources/$sourceId"
                    params={{ sourceId: String(source.id) }}
                    className="source-link"
                  >
                    {source.name}
                  </Link>
                  <small>{source.organisation.name}</small>
                </div>
              </div>
            ),
          },
          { id: 'kind', title: t`Art`, wideOnly: true, cell: (source) => t(kindWords[source.kind]) },
          {
            id: 'people',
            title: t`Personen`,
            kind: 'number',
            wideOnly: true,
            cell: (source) => formatNumber(source.people),
          },
          { id: 'state', title: t`Stand`, cell: (source) => <State source={source} /> },
        ]}
      />
      <p className="muted">
        <Trans>
          Melden sich Ihre Leute über einen eigenen Dienst an (OpenID Connect)? Den richten Sie bei{' '}
          <Link to="/administration/organisations">Ihrer Organisation</Link> unter „Anmeldedienste“ ein.
        </Trans>
      </p>
      <AddSourceDialog isOpen={adding} onClose={() => setAdding(false)} />
    </SectionPage>
  );
}

function State({ source }: { readonly source: Source }) {
  const { enabled, braked, lastRun, leaving } = source;
  if (!enabled) {
    return (
      <span className="tag">
        <Trans>Abgeschaltet</Trans>
      </span>
    );
  }
  const stopped =
    leaving !== null && leaving.left > 0 && leaving.left >= leaving.limit && leaving.allowedUntil === null;
  if (stopped) {
    return (
      <span className="tag tag-warning">
        <Trans>Angehalten</Trans>
      </span>
    );
  }
  const run = braked ?? lastRun;
  if (run === null) return source.kind === 'scim' ? <Trans>Empfängt</Trans> : <Trans>Noch kein Lauf</Trans>;
  return (
    <span className="source-state">
      <RunState run={run} /> <small className="muted">{formatRelative(run.endedAt ?? run.startedAt)}</small>
    </span>
  );
}
