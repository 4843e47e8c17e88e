import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Ellipsis, FolderKanban, Pencil, Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { formatBytes, formatNumber } from '../../../i18n/format.ts';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { FileIcon } from '../../../ui/file-icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { allSpacesQuery, type SpaceSummary } from '../api/spaces.ts';
import { DataTable } from '../components/data-table.tsx';
import { MembersDialog } from '../components/members-dialog.tsx';
import { Pager } from '../components/pager.tsx';
import { SectionPage } from '../components/section-page.tsx';
import { SpaceDialog } from '../components/space-dialog.tsx';
import { SpaceMembers } from '../components/space-members.tsx';
import { pageSize } from '../components/page-size.ts';
import { useOrganisationNames } from '../components/use-organisation-names.ts';

type Kind = SpaceSummary['kind'];

const nameOf = (space: SpaceSummary) => (space.kind === 'personal' ? (space.ownerLogin ?? space.name) : space.name);

/** Project spaces with their members, and personal spaces with their quota; never what is in them. */
export function SpacesPage() {
  const { t } = useLingui();
  const [kind, setKind] = useState<Kind>('project');
  const [text, setText] = useState('');
  const [offset, setOffset] = useState(0);
  const q = useDebounced(text.trim(), 120);
  const { data, error, refetch } = useQuery(allSpacesQuery({ kind, q, offset, limit: pageSize }));
  const organisationName = useOrganisationNames();
  const [subject, setSubject] = useState<SpaceSummary | 'new' | null>(null);
  const [members, setMembers] = useState<SpaceSummary | null>(null);
  const project = kind === 'project';
  return (
    <SectionPage
      title={t`Projekträume`}
      actions={
        <Button variant="primary" icon={Plus} onPress={() => setSubject('new')}>
          <Trans>Projektraum anlegen</Trans>
        </Button>
      }
    >
      <div className="list-bar">
        <SearchField
          label={t`Bereiche suchen`}
          value={text}
          onChange={(next) => {
            setText(next);
            setOffset(0);
          }}
        />
        <Select<Kind>
          label={t`Art der Bereiche`}
          hideLabel
          options={[
            { id: 'project', label: t`Projekträume` },
            { id: 'personal', label: t`Persönliche Bereiche` },
          ]}
          value={kind}
          onChange={(next) => {
            setKind(next);
            setOffset(0);
          }}
        />
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={project ? t`Projekträume` : t`Persönliche Bereiche`}
        rows={data?.items}
        keyOf={(space) => space.id}
        emptyIcon={FolderKanban}
        emptyTitle={q === '' ? t`Noch gibt es keinen Bereich dieser Art.` : t`Kein Bereich gefunden.`}
        columns={[
          {
            id: 'name',
            title: project ? t`Name` : t`Person`,
            cell: (space) => (
              <div className="cell-main">
                <FileIcon kind="folder" isSpace={project} />
                <strong>{nameOf(space)}</strong>
              </div>
            ),
          },
          {
            id: 'organisation',
            title: t`Organisation`,
            wideOnly: true,
            cell: (space) => organisationName(space.organisationKey),
          },
          {
            id: 'members',
            title: t`Mitglieder`,
            kind: 'number',
            wideOnly: true,
            cell: (space) => (project ? formatNumber(space.memberCount) : '–'),
          },
          { id: 'used', title: t`Belegt`, kind: 'number', cell: (space) => formatBytes(space.usedBytes) },
          {
            id: 'quota',
            title: t`Grenze`,
            kind: 'number',
            wideOnly: true,
            cell: (space) => (space.quotaBytes === null ? t`ohne` : formatBytes(space.quotaBytes)),
          },
          {
            id: 'actions',
            title: t`Aktionen`,
            kind: 'actions',
            cell: (space) => (
              <MenuButton
                label={t`Aktionen für ${nameOf(space)}`}
                entries={[
                  ...(project
                    ? [{ id: 'members', label: t`Mitglieder`, icon: Users, onAction: () => setMembers(space) }]
                    : []),
                  {
                    id: 'edit',
                    label: project ? t`Name und Grenze` : t`Grenze ändern`,
                    icon: Pencil,
                    onAction: () => setSubject(space),
                  },
                ]}
              >
                <IconButton icon={Ellipsis} label={t`Aktionen für ${nameOf(space)}`} tooltip={false} />
              </MenuButton>
            ),
          },
        ]}
      />
      <Pager offset={offset} size={pageSize} total={data?.total ?? 0} onChange={setOffset} />
      <SpaceDialog subject={subject} onClose={() => setSubject(null)} />
      <MembersDialog name={members?.name ?? null} onClose={() => setMembers(null)}>
        {members !== null && <SpaceMembers space={members} canChange />}
      </MembersDialog>
    </SectionPage>
  );
}
