import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft, Ellipsis, Power, PowerOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '../../../i18n/format.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Tabs, type TabItem } from '../../../ui/tabs.tsx';
import { sourceQuery, useChangeSource, useRemoveSource, type Source } from '../api/sources.ts';
import { CsvImport } from '../components/csv-import.tsx';
import { LastRun } from '../components/last-run.tsx';
import { RunHistory } from '../components/run-history.tsx';
import { ScimConnection } from '../components/scim-connection.tsx';
import { SettingsForm } from '../components/settings-form.tsx';
import { SourceError } from '../components/source-error.tsx';
import { kindWords } from '../words.ts';
import '../../administration/administration.css';
import '../sources.css';

type Part = 'state' | 'runs' | 'settings';

/** One source: how it stands, its runs, its settings. */
export function SourcePage() {
  const { sourceId = '' } = useParams({ strict: false });
  const { data, error } = useQuery(sourceQuery(Number(sourceId)));
  if (data === undefined && error === null) return <Loading />;
  return (
    <div className="page source-stack">
      <p>
        <Link to="/administration/sources" className="panel-back panel-back-always">
          <ArrowLeft aria-hidden />
          <Trans>Alle Quellen</Trans>
        </Link>
      </p>
      {data === undefined ? <SourceError error={error} /> : <SourceView key={data.id} source={data} />}
    </div>
  );
}

function SourceView({ source }: { readonly source: Source }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const change = useChangeSource(source.id);
  const remove = useRemoveSource(source.id);
  const [part, setPart] = useState<Part>('state');
  const [removing, setRemoving] = useState(false);
  const { enabled, kind } = source;
  const people = formatNumber(source.people);
  const groups = formatNumber(source.groups);
  const state: TabItem<Part> =
    kind === 'scim'
      ? { id: 'state', label: t`Anbindung`, content: <ScimConnection source={source} /> }
      : kind === 'csv'
        ? { id: 'state', label: t`Einlesen`, content: <CsvImport source={source} /> }
        : { id: 'state', label: t`Stand`, content: <LastRun source={source} /> };
  const runs: TabItem<Part> = { id: 'runs', label: t`Läufe`, content: <RunHistory sourceId={source.id} /> };
  const settings: TabItem<Part> = {
    id: 'settings',
    label: t`Einstellungen`,
    content: <SettingsForm source={source} />,
  };
  return (
    <>
      <PageHeader
        title={source.name}
        text={
          <>
            {t(kindWords[kind])} · {source.organisation.name} · <Trans>{people} Personen</Trans> ·{' '}
            <Trans>{groups} Gruppen</Trans>
          </>
        }
        actions={
          <MenuButton
            label={t`Aktionen für die Quelle`}
            entries={[
              {
                id: 'switch',
                label: enabled ? t`Abschalten` : t`Einschalten`,
                icon: enabled ? PowerOff : Power,
                onAction: () => change.mutate({ enabled: !enabled }),
              },
              {
                id: 'remove',
                label: t`Entfernen`,
                icon: Trash2,
                isDangerous: true,
                separatorBefore: true,
                onAction: () => setRemoving(true),
              },
            ]}
          >
            <IconButton icon={Ellipsis} label={t`Aktionen für die Quelle`} tooltip={false} />
          </MenuButton>
        }
      />
      <SourceError error={change.error} />
      <Tabs
        label={t`Teile der Quelle`}
        selected={part}
        onSelect={setPart}
        items={kind === 'scim' ? [state, settings] : [state, runs, settings]}
      />
      <ConfirmDialog
        title={<Trans>Quelle „{source.name}“ entfernen?</Trans>}
        confirmLabel={t`Entfernen`}
        isDangerous
        isOpen={removing}
        onOpenChange={setRemoving}
        onConfirm={async () => {
          await remove.mutateAsync(undefined);
          void navigate({ to: '/administration/sources' });
        }}
      >
        <Trans>Ihre Personen und Gruppen bleiben und werden von da an von Hand gepflegt.</Trans>
      </ConfirmDialog>
    </>
  );
}
