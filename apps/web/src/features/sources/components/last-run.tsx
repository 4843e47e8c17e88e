import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Eye, RefreshCw } from 'lucide-react';
import { formatRelative } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { isBusy, runsQuery, useDecide, useStartRun, type Run, type Source } from '../api/sources.ts';
import { stateWords } from '../words.ts';
import { BrakeBanner } from './brake-banner.tsx';
import { DifferenceView } from './difference-view.tsx';
import { RunCounts } from './run-counts.tsx';
import { SourceError } from './source-error.tsx';
import { useReason } from './use-reason.ts';

/** The newest run: what it does, what it found, and what somebody has to decide. */
export function LastRun({ source }: { readonly source: Source }) {
  const { t } = useLingui();
  const { data } = useQuery(runsQuery(source.id, 0));
  const start = useStartRun(source.id);
  if (data === undefined) return <Loading />;
  const run = data.items.find(({ state }) => state !== 'discarded');
  const busy = isBusy(data.items[0]);
  const off = !source.enabled || busy || start.isPending;
  return (
    <div className="source-stack">
      {source.kind === 'ldap' && (
        <div className="row source-actions">
          <Button icon={Eye} isDisabled={off} onPress={() => start.mutate('dry-run')}>
            <Trans>Ansehen, was sich ändern würde</Trans>
          </Button>
          <Button variant="primary" icon={RefreshCw} isDisabled={off} onPress={() => start.mutate('run')}>
            <Trans>Jetzt übernehmen</Trans>
          </Button>
        </div>
      )}
      <SourceError error={start.error} />
      {!source.enabled && (
        <Banner isQuiet title={t`Diese Quelle ist abgeschaltet: Nichts wird gelesen oder geändert.`} />
      )}
      {run === undefined ? (
        <div className="table-frame">
          <EmptyState icon={RefreshCw} title={t`Noch gab es keinen Lauf.`}>
            {source.kind === 'ldap' ? (
              <Trans>Prüfen Sie zuerst unter „Einstellungen“ die Verbindung. Ansehen ändert nichts.</Trans>
            ) : (
              <Trans>Wählen Sie eine Datei aus.</Trans>
            )}
          </EmptyState>
        </div>
      ) : (
        <RunReport key={run.id} source={source} run={run} />
      )}
    </div>
  );
}

function RunReport({ source, run }: { readonly source: Source; readonly run: Run }) {
  const { t } = useLingui();
  const reasonOf = useReason();
  const when = formatRelative(run.endedAt ?? run.startedAt);
  if (isBusy(run)) return <Progress label={t(stateWords[run.state])} />;
  if (run.error !== null) {
    return (
      <>
        <Banner tone="danger" isQuiet title={reasonOf(run.error) ?? run.error}>
          <Trans>Letzter Versuch {when}. Niemand wurde geändert.</Trans>
        </Banner>
        {source.braked !== null && (
          <>
            <BrakeBanner sourceId={source.id} run={source.braked} />
            <DifferenceView sourceId={source.id} run={source.braked} />
          </>
        )}
      </>
    );
  }
  return (
    <>
      {run.state === 'braked' && <BrakeBanner sourceId={source.id} run={run} />}
      {run.state === 'looked' && <LookedBanner source={source} run={run} />}
      <p className="run-line">
        {run.dry && run.state === 'looked' ? <Trans>Angesehen {when}:</Trans> : <Trans>Letzter Lauf {when}:</Trans>}{' '}
        <RunCounts run={run} />
      </p>
      <DifferenceView sourceId={source.id} run={run} />
    </>
  );
}

/** Nothing has been changed yet: this very difference may be applied. */
function LookedBanner({ source, run }: { readonly source: Source; readonly run: Run }) {
  const { t } = useLingui();
  const decide = useDecide(source.id, run);
  const { brake } = run;
  const count = brake?.leaving ?? 0;
  const all = brake?.present ?? 0;
  return (
    <>
      <Banner
        tone={brake === null ? 'info' : 'warning'}
        title={t`Das würde sich ändern. Noch ist nichts übernommen.`}
        action={
          <span className="row source-decision">
            <Button isDisabled={decide.isPending} onPress={() => decide.mutate('discard')}>
              <Trans>Verwerfen</Trans>
            </Button>
            <Button variant="primary" isDisabled={decide.isPending} onPress={() => decide.mutate('confirm')}>
              <Trans>Genau das übernehmen</Trans>
            </Button>
          </span>
        }
      >
        {brake !== null && (
          <Trans>
            Achtung: {count} von {all} Personen würden ausscheiden. Das ist mehr als üblich.
          </Trans>
        )}
      </Banner>
      <SourceError error={decide.error} />
    </>
  );
}
