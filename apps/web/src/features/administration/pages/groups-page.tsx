import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Ellipsis, Pencil, Plus, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '../../../i18n/format.ts';
import { DownloadButton } from '../../../session/download-button.tsx';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { groupsQuery, useDeleteGroup, type Group } from '../api/groups.ts';
import { DataTable } from '../components/data-table.tsx';
import { GroupDialog } from '../components/group-dialog.tsx';
import { GroupMembers } from '../components/group-members.tsx';
import { MembersDialog } from '../components/members-dialog.tsx';
import { OrganisationField } from '../components/organisation-field.tsx';
import { Pager } from '../components/pager.tsx';
import { SectionPage } from '../components/section-page.tsx';
import { pageSize } from '../components/page-size.ts';
import { useOrganisationNames } from '../components/use-organisation-names.ts';

/** Groups of people. */
export function GroupsPage() {
  const { t } = useLingui();
  const search = useSearch({ from: '/signed-in/shell/administration/groups' });
  const [text, setText] = useState(search.q ?? '');
  const [organisation, setOrganisation] = useState('');
  const [offset, setOffset] = useState(0);
  const q = useDebounced(text.trim(), 120);
  const { data, error, refetch } = useQuery(groupsQuery({ q, organisation, offset, limit: pageSize }));
  const nameOf = useOrganisationNames();
  const [subject, setSubject] = useState<Group | 'new' | null>(null);
  const [membersOf, setMembersOf] = useState<string | null>(null);
  const [removing, setRemoving] = useState<Group | null>(null);
  const remove = useDeleteGroup();
  const shown = data?.items.find(({ key }) => key === membersOf);
  return (
    <SectionPage
      title={t`Gruppen`}
      actions={
        <>
          <DownloadButton
            path="/groups/export"
            query={{ q: q === '' ? undefined : q, organisation: organisation === '' ? undefined : organisation }}
          >
            <Trans>Als CSV</Trans>
          </DownloadButton>
          <Button variant="primary" icon={Plus} onPress={() => setSubject('new')}>
            <Trans>Gruppe anlegen</Trans>
          </Button>
        </>
      }
    >
      <div className="list-bar">
        <SearchField
          label={t`Gruppen suchen`}
          value={text}
          onChange={(next) => {
            setText(next);
            setOffset(0);
          }}
        />
        <OrganisationField
          label={t`Organisation`}
          hideLabel
          none={t`Alle Organisationen`}
          value={organisation}
          onChange={(next) => {
            setOrganisation(next);
            setOffset(0);
          }}
        />
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Gruppen`}
        rows={data?.items}
        keyOf={(group) => group.key}
        emptyIcon={Users}
        emptyTitle={q === '' && organisation === '' ? t`Noch gibt es keine Gruppe.` : t`Keine Gruppe gefunden.`}
        columns={[
          {
            id: 'name',
            title: t`Name`,
            cell: (group) => (
              <div className="cell-main">
                <div>
                  <strong>{group.name}</strong>
                  <small>{group.key}</small>
                </div>
              </div>
            ),
          },
          {
            id: 'organisation',
            title: t`Organisation`,
            wideOnly: true,
            cell: (group) => (group.organisationKey === null ? t`Übergreifend` : nameOf(group.organisationKey)),
          },
          {
            id: 'members',
            title: t`Mitglieder`,
            kind: 'number',
            cell: (group) => (
              <Button
                size="small"
                variant="quiet"
                icon={Users}
                aria-label={t`Mitglieder von „${group.name}“: ${formatNumber(group.memberCount)}`}
                onPress={() => setMembersOf(group.key)}
              >
                {formatNumber(group.memberCount)}
              </Button>
            ),
          },
          {
            id: 'actions',
            title: t`Aktionen`,
            kind: 'actions',
            cell: (group) =>
              group.administered && (
                <MenuButton
                  label={t`Aktionen für ${group.name}`}
                  entries={[
                    { id: 'members', label: t`Mitglieder`, icon: Users, onAction: () => setMembersOf(group.key) },
                    { id: 'rename', label: t`Umbenennen`, icon: Pencil, onAction: () => setSubject(group) },
                    {
                      id: 'delete',
                      label: t`Löschen`,
                      icon: Trash2,
                      isDangerous: true,
                      separatorBefore: true,
                      onAction: () => setRemoving(group),
                    },
                  ]}
                >
                  <IconButton icon={Ellipsis} label={t`Aktionen für ${group.name}`} tooltip={false} />
                </MenuButton>
              ),
          },
        ]}
      />
      <Pager offset={offset} size={pageSize} total={data?.total ?? 0} onChange={setOffset} />
      <GroupDialog subject={subject} onClose={() => setSubject(null)} />
      <MembersDialog name={shown?.name ?? null} onClose={() => setMembersOf(null)}>
        {shown !== undefined && <GroupMembers group={shown} />}
      </MembersDialog>
      <ConfirmDialog
        title={<Trans>Gruppe „{removing?.name}“ löschen?</Trans>}
        confirmLabel={t`Löschen`}
        isDangerous
        isOpen={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        onConfirm={async () => {
          if (removing === null) return;
          await remove.mutateAsync(removing.key);
          showToast({ title: t`Die Gruppe „${removing.name}“ ist gelöscht.` });
        }}
      >
        <Trans>Was mit der Gruppe geteilt ist, sehen ihre Mitglieder dann nicht mehr. Die Personen bleiben.</Trans>
      </ConfirmDialog>
    </SectionPage>
  );
}
