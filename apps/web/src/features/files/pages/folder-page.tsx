import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import { FolderOpen, FolderX, SearchX } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { PresentPeople } from '../../collaboration/components/present-people.tsx';
import { useFolderEntries } from '../api/use-folder-entries.ts';
import { useRoot } from '../api/use-nodes.ts';
import { Breadcrumbs } from '../components/breadcrumbs.tsx';
import { useBrowserSettings } from '../components/browser-settings.ts';
import { NodeBrowser } from '../components/node-browser.tsx';
import { SpaceMembersButton } from '../components/space-members-button.tsx';
import { may } from '../domain/rights.ts';
import { ManageSpaceButton } from '../../spaces/components/manage-space-button.tsx';
import { SpaceHead } from '../../spaces/components/space-head.tsx';

/** A folder; without an id the person's root. */
export function FolderPage() {
  const { nodeId } = useParams({ strict: false });
  const root = useRoot();
  const id = nodeId === undefined ? root.data?.id : Number(nodeId);
  if (id === undefined) {
    return root.error ? (
      <div className="page">
        <ErrorBanner error={root.error} onRetry={() => void root.refetch()} />
      </div>
    ) : (
      <FolderBrowser folderId={0} isRoot />
    );
  }
  if (!Number.isSafeInteger(id) || id <= 0) return <NoFolder />;
  return <FolderBrowser folderId={id} isRoot={id === root.data?.id} />;
}

function FolderBrowser({ folderId, isRoot }: { readonly folderId: number; readonly isRoot: boolean }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [{ sorting }] = useBrowserSettings();
  const [typed, setTyped] = useState('');
  useEffect(() => setTyped(''), [folderId]);
  const filter = useSettled(useDeferredValue(typed.trim()), 180);
  const source = useFolderEntries({ folderId, sorting, filter });
  const { folder, ancestors } = source;

  if (source.error instanceof ApiError && source.error.status === 404) return <NoFolder />;
  const title = isRoot ? t`Dateien` : (folder?.name ?? '');
  const openFolder = (id: number) => void navigate({ to: '/files/$nodeId', params: { nodeId: String(id) } });
  return (
    <NodeBrowser
      identity={`folder ${folderId}`}
      title={title}
      above={isRoot ? undefined : <Breadcrumbs ancestors={ancestors ?? []} onOpen={openFolder} />}
      headActions={
        <>
          {!isRoot && folder && may(folder, 'read') && <PresentPeople key={folderId} folderId={folderId} />}
          <SpaceMembersButton folderId={folderId} />
          <ManageSpaceButton folderId={folderId} />
        </>
      }
      head={<SpaceHead folderId={folderId} />}
      source={source}
      folder={folder ?? null}
      ancestors={ancestors ?? []}
      filter={typed}
      onFilter={setTyped}
      sortable
      empty={
        filter === '' ? (
          <EmptyState icon={FolderOpen} title={<Trans>Hier ist noch nichts</Trans>}>
            {folder && !may(folder, 'add') ? (
              <Trans>Sobald jemand etwas in diesen Ordner legt, sehen Sie es hier.</Trans>
            ) : (
              <Trans>Ziehen Sie Dateien oder ganze Ordner hierher, oder wählen Sie „Hochladen“.</Trans>
            )}
          </EmptyState>
        ) : (
          <EmptyState
            icon={SearchX}
            title={<Trans>Nichts passt zu „{filter}“</Trans>}
            action={<Button onPress={() => setTyped('')}>{t`Filter aufheben`}</Button>}
          >
            <Trans>Der Filter gilt nur für diesen Ordner. Die Suche oben findet auch, was tiefer liegt.</Trans>
          </EmptyState>
        )
      }
    />
  );
}

function NoFolder() {
  const { t } = useLingui();
  const navigate = useNavigate();
  return (
    <div className="page">
      <PageHeader title={t`Dateien`} />
      <EmptyState
        icon={FolderX}
        title={<Trans>Diesen Ordner gibt es nicht</Trans>}
        action={<Button onPress={() => void navigate({ to: '/files' })}>{t`Zu meinen Dateien`}</Button>}
      >
        <Trans>Er wurde gelöscht oder verschoben, oder Sie haben keinen Zugriff mehr darauf.</Trans>
      </EmptyState>
    </div>
  );
}

/** The value once it has not changed for a while: not every letter is a request. */
function useSettled<T>(value: T, wait: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return settled;
}
