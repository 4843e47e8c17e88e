import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { Building2, FoldVertical, Plus, SearchX, UnfoldVertical } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { DownloadButton } from '../../../session/download-button.tsx';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useIsWide } from '../../files/components/use-is-wide.ts';
import { organisationsQuery, type Organisation } from '../api/organisations.ts';
import { AccessNote } from '../components/access-note.tsx';
import { OrganisationDialog } from '../components/organisation-dialog.tsx';
import { OrganisationTreeGrid } from '../components/organisation-tree-grid.tsx';
import { useDefaultOrganisation } from '../components/use-default-organisation.ts';
import { useOpenBranches } from '../components/use-open-branches.ts';
import { organisationTree, visibleRows } from '../domain/organisation-tree.ts';

const none: readonly Organisation[] = [];

/** The tree of organisations, and beside it the one that is chosen. */
export function OrganisationsPage() {
  const { t } = useLingui();
  const { key: shown = null } = useParams({ strict: false });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(organisationsQuery);
  const tree = useMemo(() => organisationTree(data ?? none), [data]);
  const [text, setText] = useState('');
  const search = useDeferredValue(text);
  const own = useDefaultOrganisation()();
  const { open, expand, expandAll, collapseAll } = useOpenBranches(tree, shown ?? (own === '' ? null : own));
  const rows = useMemo(() => visibleRows(tree, open, search), [tree, open, search]);
  const fitting = rows.filter((row) => row.fits).length;
  const [adding, setAdding] = useState(false);
  const isWide = useIsWide();
  // Beside the tree is room for the own one at once; on a phone the tree comes first.
  const goesToOwn = isWide && shown === null && own !== '';
  useEffect(() => {
    if (!goesToOwn) return;
    void navigate({ to: '/administration/organisations/$key', params: { key: own }, replace: true });
  }, [goesToOwn, own, navigate]);

  return (
    <div className={classes('page-fill', 'split', shown !== null && 'split-detail')}>
      <section className="split-list" aria-label={t`Organisationen`}>
        <PageHeader
          title={t`Organisationen`}
          actions={
            <>
              <DownloadButton path="/organisations/export">
                <Trans>Als CSV</Trans>
              </DownloadButton>
              <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
                <Trans>Anlegen</Trans>
              </Button>
            </>
          }
        />
        <AccessNote />
        <div className="list-bar">
          <SearchField label={t`Organisationen suchen`} value={text} onChange={setText} />
          <span className="row list-bar-end">
            <IconButton icon={UnfoldVertical} label={t`Alles aufklappen`} onPress={expandAll} />
            <IconButton icon={FoldVertical} label={t`Alles zuklappen`} onPress={collapseAll} />
          </span>
        </div>
        <p className="visually-hidden" aria-live="polite">
          {search !== '' && <Plural value={fitting} one="# Organisation gefunden" other="# Organisationen gefunden" />}
        </p>
        {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
        <div className="table-frame split-frame" aria-busy={data === undefined}>
          {data === undefined ? (
            error === null && <TreeSkeleton />
          ) : rows.length === 0 ? (
            <EmptyState
              icon={search === '' ? Building2 : SearchX}
              title={search === '' ? t`Noch gibt es keine Organisation.` : t`Keine Organisation gefunden.`}
            >
              {search === '' ? (
                <Trans>Legen Sie die oberste an, zum Beispiel das Land.</Trans>
              ) : (
                <Trans>Gesucht wird in Namen, Kurznamen und Kürzeln.</Trans>
              )}
            </EmptyState>
          ) : (
            <OrganisationTreeGrid
              label={t`Organisationen`}
              rows={rows}
              selected={shown}
              {...(own === '' ? {} : { beginAt: own })}
              onExpand={expand}
              onOpen={(key) => void navigate({ to: '/administration/organisations/$key', params: { key } })}
            />
          )}
        </div>
      </section>
      <div className="split-side">
        {shown === null ? (
          <EmptyState icon={Building2} title={t`Wählen Sie eine Organisation.`}>
            <Trans>Hier sehen und ändern Sie dann ihre Angaben, Regeln und Rollen.</Trans>
          </EmptyState>
        ) : (
          <Outlet />
        )}
      </div>
      <OrganisationDialog isOpen={adding} defaultParent={shown} onClose={() => setAdding(false)} />
    </div>
  );
}

function TreeSkeleton() {
  return (
    <div className="tree-skeleton">
      {['42%', '58%', '50%', '66%', '46%', '54%', '61%', '48%'].map((width, at) => (
        <div key={width} style={{ paddingInlineStart: at === 0 ? 0 : 22 }}>
          <Skeleton width="30px" height={30} />
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  );
}
