import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  ChevronDown,
  Ellipsis,
  FolderKanban,
  ArrowLeftRight,
  Pencil,
  Plus,
  Scale,
  Settings2,
  Users,
} from 'lucide-react';
import { useState } from 'react';
import { formatBytes, formatDate, formatNumber } from '../../../i18n/format.ts';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { FileIcon } from '../../../ui/file-icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { ChangeSpaceDialog } from '../../spaces/components/change-space-dialog.tsx';
import { MakeSpaceDialog, type SharedKind } from '../../spaces/components/make-space-dialog.tsx';
import { SetHoldDialog } from '../../spaces/components/set-hold-dialog.tsx';
import { allSpacesQuery, type SpaceState, type SpaceSummary } from '../api/spaces.ts';
import { DataTable } from '../components/data-table.tsx';
import { MembersDialog } from '../components/members-dialog.tsx';
import { Pager } from '../components/pager.tsx';
import { SectionPage } from '../components/section-page.tsx';
import { SpaceDialog } from '../components/space-dialog.tsx';
import { SpaceMembers } from '../components/space-members.tsx';
import { SpaceStateTags } from '../components/space-state-tags.tsx';
import { pageSize } from '../components/page-size.ts';
import { useOrganisationNames } from '../components/use-organisation-names.ts';

type Kind = SpaceSummary['kind'];
type Doing = 'members' | 'edit' | 'terms' | 'hold';

const nameOf = (space: SpaceSummary) => (space.kind === 'personal' ? (space.ownerLogin ?? space.name) : space.name);

/** Spaces of what one administers, with their members, ends and quotas; never what is in them. */
export function SpacesPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { only: state } = useSearch({ from: '/signed-in/shell/administration/spaces' });
  const [kind, setKind] = useState<Kind>('project');
  const [sort, setSort] = useState<'name' | 'size'>('name');
  const [text, setText] = useState('');
  const [offset, setOffset] = useState(0);
  const q = useDebounced(text.trim(), 120);
  const { data, error, refetch } = useQuery(allSpacesQuery({ kind, q, state, sort, offset, limit: pageSize }));
  const organisationName = useOrganisationNames();
  const [making, setMaking] = useState<SharedKind | null>(null);
  const [doing, setDoing] = useState<{ what: Doing; space: SpaceSummary } | null>(null);
  const shut = () => setDoing(null);
  const shared = kind !== 'personal';
  const kinds: Record<Kind, string> = {
    project: t`Projekträume`,
    exchange: t`Austauschräume`,
    personal: t`Persönliche Bereiche`,
  };
  const subject = (what: Doing) => (doing?.what === what ? doing.space : null);
  const members = subject('members');
  const terms = subject('terms');

  /** Another list begins at its begin. */
  function from<Value>(set: (value: Value) => void) {
    return (value: Value) => {
      set(value);
      setOffset(0);
    };
  }

  return (
    <SectionPage
      title={t`Räume`}
      actions={
        <MenuButton
          label={t`Raum anlegen`}
          entries={[
            { id: 'project', label: t`Projektraum anlegen`, icon: FolderKanban, onAction: () => setMaking('project') },
            {
              id: 'exchange',
              label: t`Austauschraum anlegen`,
              icon: ArrowLeftRight,
              onAction: () => setMaking('exchange'),
            },
          ]}
        >
          <Button variant="primary" icon={Plus} iconAfter={ChevronDown}>{t`Raum anlegen`}</Button>
        </MenuButton>
      }
    >
      <div className="list-bar list-bar-many">
        <SearchField label={t`Bereiche suchen`} value={text} onChange={from(setText)} />
        <Select<Kind>
          label={t`Art der Bereiche`}
          hideLabel
          options={(['project', 'exchange', 'personal'] as const).map((id) => ({ id, label: kinds[id] }))}
          value={kind}
          onChange={from(setKind)}
        />
        <Select<SpaceState | 'all'>
          label={t`Zustand`}
          hideLabel
          options={[
            { id: 'all', label: t`Jeder Zustand` },
            { id: 'ending', label: t`Endet in 30 Tagen` },
            { id: 'closed', label: t`Beendet` },
            { id: 'unmanaged', label: t`Ohne Verwaltung` },
            { id: 'held', label: t`Muss aufbewahrt werden` },
          ]}
          value={state ?? 'all'}
          onChange={from(
            (next) =>
              void navigate({
                to: '/administration/spaces',
                search: next === 'all' ? {} : { only: next },
                replace: true,
              }),
          )}
        />
        <Select<'name' | 'size'>
          label={t`Reihenfolge`}
          hideLabel
          options={[
            { id: 'name', label: t`Nach Namen` },
            { id: 'size', label: t`Größte zuerst` },
          ]}
          value={sort}
          onChange={from(setSort)}
        />
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={kinds[kind]}
        rows={data?.items}
        keyOf={(space) => space.id}
        emptyIcon={FolderKanban}
        emptyTitle={
          q === '' && state === undefined ? t`Noch gibt es keinen Bereich dieser Art.` : t`Kein Bereich gefunden.`
        }
        columns={[
          {
            id: 'name',
            title: shared ? t`Name` : t`Person`,
            cell: (space) => (
              <div className="cell-main">
                <FileIcon kind="folder" isSpace={shared} />
                <div>
                  <strong>{nameOf(space)}</strong>
                  <SpaceStateTags space={space} />
                </div>
              </div>
            ),
          },
          {
            id: 'organisation',
            title: t`Organisation`,
            wideOnly: true,
            cell: (space) => organisationName(space.organisationKey),
          },
          ...(shared
            ? [
                {
                  id: 'end',
                  title: t`Ende`,
                  wideOnly: true,
                  cell: ({ endsAt }: SpaceSummary) => (endsAt === null ? '–' : formatDate(endsAt)),
                },
                {
                  id: 'members',
                  title: t`Mitglieder`,
                  kind: 'number' as const,
                  wideOnly: true,
                  cell: (space: SpaceSummary) => formatNumber(space.memberCount),
                },
              ]
            : []),
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
            cell: (space) => {
              const start = (what: Doing) => () => setDoing({ what, space });
              return (
                <MenuButton
                  label={t`Aktionen für ${nameOf(space)}`}
                  entries={[
                    ...(shared
                      ? [
                          { id: 'members', label: t`Mitglieder`, icon: Users, onAction: start('members') },
                          {
                            id: 'terms',
                            label: space.closedAt === null ? t`Zweck und Ende` : t`Verlängern`,
                            icon: Settings2,
                            onAction: start('terms'),
                          },
                        ]
                      : []),
                    {
                      id: 'edit',
                      label: shared ? t`Name und Grenze` : t`Grenze ändern`,
                      icon: Pencil,
                      onAction: start('edit'),
                    },
                    { id: 'hold', label: t`Löschsperre setzen`, icon: Scale, onAction: start('hold') },
                  ]}
                >
                  <IconButton icon={Ellipsis} label={t`Aktionen für ${nameOf(space)}`} tooltip={false} />
                </MenuButton>
              );
            },
          },
        ]}
      />
      <Pager offset={offset} size={pageSize} total={data?.total ?? 0} onChange={setOffset} />
      <MakeSpaceDialog kind={making} administers onClose={() => setMaking(null)} />
      <SpaceDialog space={subject('edit')} onClose={shut} />
      <SetHoldDialog space={subject('hold')} onClose={shut} />
      {terms !== null && (
        <ChangeSpaceDialog
          space={{
            ...terms,
            sponsor: terms.sponsorLogin === null ? null : { login: terms.sponsorLogin, name: terms.sponsorLogin },
          }}
          isOpen
          onClose={shut}
        />
      )}
      <MembersDialog name={members?.name ?? null} onClose={shut}>
        {members !== null && <SpaceMembers space={members} canChange={members.closedAt === null} />}
      </MembersDialog>
    </SectionPage>
  );
}
