import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft, BellRing, CircleCheckBig, FolderOpen, Pencil } from 'lucide-react';
import { useState } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { buttonClass } from '../../../ui/button-class.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import '../../administration/administration.css';
import { requestQuery, useCloseRequest, useRemind, type FileRequest } from '../api/requests.ts';
import { ChangeRequestDialog } from '../components/change-request-dialog.tsx';
import { requestErrors } from '../components/handover-words.ts';
import { RequestRecipients } from '../components/request-recipients.tsx';
import '../handovers.css';

/** One request: who has handed in what, and what is missing. */
export function RequestPage() {
  const { requestId = '' } = useParams({ strict: false });
  const { data, error } = useQuery(requestQuery(Number(requestId)));
  return (
    <div className="page stack">
      <p>
        <Link to="/requests" className="panel-back panel-back-always">
          <ArrowLeft aria-hidden />
          <Trans>Alle Anforderungen</Trans>
        </Link>
      </p>
      {error !== null && <ErrorBanner error={error} own={requestErrors} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && <RequestView request={data} />}
    </div>
  );
}

function RequestView({ request }: { readonly request: FileRequest }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const [closing, setClosing] = useState(false);
  const [changing, setChanging] = useState(false);
  const close = useCloseRequest(request.id);
  const remind = useRemind(request.id);
  const { title, folder, dueAt, closedAt, message, recipients } = request;
  const isOpen = closedAt === null;
  const missing = recipients.some((recipient) => recipient.missing.length > 0);

  function remindAll() {
    remind.mutate(undefined, {
      onSuccess: ({ told }) =>
        showToast({
          title:
            told === 0
              ? t`Alle, bei denen etwas fehlt, wurden heute schon erinnert.`
              : t`${plural(told, { one: '# Person erinnert', other: '# Personen erinnert' })}`,
        }),
      onError: (error) => showToast({ tone: 'danger', title: errorText(error, requestErrors).title }),
    });
  }

  return (
    <>
      <PageHeader
        title={title}
        text={
          <>
            <Trans>Frist {formatDate(dueAt)}</Trans>{' '}
            {!isOpen && (
              <span className="tag">
                <Trans>abgeschlossen</Trans>
              </span>
            )}
            {isOpen && dueAt < Date.now() && (
              <span className="tag tag-danger">
                <Trans>überfällig</Trans>
              </span>
            )}
          </>
        }
        actions={
          <>
            <Link to="/f/$nodeId" params={{ nodeId: String(folder.id) }} className={buttonClass()}>
              <FolderOpen aria-hidden className="ui-button-icon" />
              <Trans>Ordner öffnen</Trans>
            </Link>
            {isOpen && missing && (
              <Button icon={BellRing} isPending={remind.isPending} onPress={remindAll}>
                <Trans>Erinnern</Trans>
              </Button>
            )}
            {isOpen && (
              <Button icon={Pencil} onPress={() => setChanging(true)}>
                <Trans>Ändern</Trans>
              </Button>
            )}
            {isOpen && (
              <Button icon={CircleCheckBig} onPress={() => setClosing(true)}>
                <Trans>Abschließen</Trans>
              </Button>
            )}
          </>
        }
      />
      {message !== '' && <p className="card handover-message">{message}</p>}
      <RequestRecipients request={request} />
      {changing && <ChangeRequestDialog request={request} onClose={() => setChanging(false)} />}
      <ConfirmDialog
        title={<Trans>„{title}“ abschließen?</Trans>}
        confirmLabel={t`Jetzt abschließen`}
        errors={requestErrors}
        isOpen={closing}
        onOpenChange={setClosing}
        onConfirm={async () => {
          await close.mutateAsync();
          showToast({ title: t`Die Anforderung ist abgeschlossen.` });
        }}
      >
        <Trans>Es wird nichts mehr angenommen. Was abgegeben wurde, bleibt mit seinen Belegen.</Trans>
      </ConfirmDialog>
    </>
  );
}
