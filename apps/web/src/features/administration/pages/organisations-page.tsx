import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Building2, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { formatNumber } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { organisationsQuery } from '../api/organisations.ts';
import { DataTable } from '../components/data-table.tsx';
import { OrganisationDialog } from '../components/organisation-dialog.tsx';
import { organisationKinds } from '../components/organisation-kinds.ts';
import { organisationTree, type OrganisationRow } from '../components/organisation-tree.ts';
import { Pager } from '../components/pager.tsx';
import { useNarrowedPage } from '../components/use-narrowed-page.ts';

const textOf = ({ organisation }: OrganisationRow) => `${organisation.name} ${organisation.key}`;

/** The tree of organisations. */
export function OrganisationsPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Organisationen`);
  const { data, error, refetch } = useQuery(organisationsQuery);
  const rows = useMemo(() => data && organisationTree(data), [data]);
  const { text, setText, page, pager } = useNarrowedPage(rows, textOf);
  const [adding, setAdding] = useState(false);
  const searching = text.trim() !== '';
  return (
    <>
      <div className="list-bar">
        <SearchField label={t`Organisationen suchen`} value={text} onChange={setText} />
        <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
          <Trans>Organisation anlegen</Trans>
        </Button>
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Organisationen`}
        rows={page}
        keyOf={({ organisation }) => organisation.id}
        emptyIcon={Building2}
        emptyTitle={t`Keine Organisation gefunden.`}
        columns={[
          {
            id: 'name',
            title: t`Name`,
            cell: ({ organisation, depth }) => (
              <div className="cell-main" style={{ paddingLeft: searching ? 0 : depth * 24 }}>
                <strong>{organisation.name}</strong>
              </div>
            ),
          },
          {
            id: 'kind',
            title: t`Art`,
            wideOnly: true,
            cell: ({ organisation }) => t(organisationKinds[organisation.kind]),
          },
          { id: 'key', title: t`Kürzel`, wideOnly: true, cell: ({ organisation }) => <code>{organisation.key}</code> },
          {
            id: 'people',
            title: t`Personen`,
            kind: 'number',
            cell: ({ organisation }) => formatNumber(organisation.peopleCount ?? 0),
          },
        ]}
      />
      <Pager {...pager} />
      <OrganisationDialog isOpen={adding} onClose={() => setAdding(false)} />
    </>
  );
}
