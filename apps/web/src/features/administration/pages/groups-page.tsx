import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { groupsQuery, type Group } from '../api/groups.ts';
import { DataTable } from '../components/data-table.tsx';
import { GroupDialog } from '../components/group-dialog.tsx';
import { GroupMembersDialog } from '../components/group-members-dialog.tsx';
import { Pager } from '../components/pager.tsx';
import { useNarrowedPage } from '../components/use-narrowed-page.ts';
import { useOrganisationNames } from '../components/use-organisation-names.ts';

const textOf = (group: Group) => `${group.name} ${group.key}`;

/** Groups of people. */
export function GroupsPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Gruppen`);
  const { data, error, refetch } = useQuery(groupsQuery);
  const { text, setText, page, pager } = useNarrowedPage(data, textOf);
  const nameOf = useOrganisationNames();
  const [adding, setAdding] = useState(false);
  const [members, setMembers] = useState<Group | null>(null);
  return (
    <>
      <div className="list-bar">
        <SearchField label={t`Gruppen suchen`} value={text} onChange={setText} />
        <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
          <Trans>Gruppe anlegen</Trans>
        </Button>
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Gruppen`}
        rows={page}
        keyOf={(group) => group.key}
        emptyIcon={Users}
        emptyTitle={data?.length === 0 ? t`Noch gibt es keine Gruppe.` : t`Keine Gruppe gefunden.`}
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
                aria-label={t`Mitglieder von „${group.name}“: ${group.memberCount}`}
                onPress={() => setMembers(group)}
              >
                {formatNumber(group.memberCount)}
              </Button>
            ),
          },
        ]}
      />
      <Pager {...pager} />
      <GroupDialog isOpen={adding} onClose={() => setAdding(false)} />
      <GroupMembersDialog group={members} onClose={() => setMembers(null)} />
    </>
  );
}
