import { Trans, useLingui } from '@lingui/react/macro';
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { FolderX } from 'lucide-react';
import { ApiError } from '../../../api/api-error.ts';
import { nodeLink } from '../../../shell/use-commands.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { useNode } from '../api/use-nodes.ts';

/** `/f/17`: leads to a file or folder wherever it is for this person. For links in mail and notifications. */
export function NodeLinkPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { nodeId } = useParams({ strict: false });
  const { details } = useSearch({ strict: false }) as { details?: string };
  const id = Number(nodeId);
  const { data, error, refetch } = useNode(Number.isSafeInteger(id) && id > 0 ? id : null);
  if (data) {
    const link = nodeLink(data);
    const search = { ...('search' in link ? link.search : {}), ...(details === undefined ? {} : { details }) };
    return <Navigate {...link} search={search as never} replace />;
  }
  const isAbsent = !(id > 0) || (error instanceof ApiError && error.status === 404);
  return (
    <div className="page">
      <PageHeader title={t`Dateien`} />
      {isAbsent ? (
        <EmptyState
          icon={FolderX}
          title={<Trans>Das ist nicht (mehr) da</Trans>}
          action={<Button onPress={() => void navigate({ to: '/files' })}>{t`Zu meinen Dateien`}</Button>}
        >
          <Trans>Es wurde gelöscht, oder Sie haben keinen Zugriff mehr darauf.</Trans>
        </EmptyState>
      ) : error ? (
        <ErrorBanner error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}
