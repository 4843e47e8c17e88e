import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { useVisit, visitQuery, type RequestVisit } from '../api/requests.ts';
import { AnswerItem } from '../components/answer-item.tsx';
import { requestErrors } from '../components/handover-words.ts';
import { PublicFrame } from '../components/public-frame.tsx';

/** Where the link in the mail leads: what is wanted, what is missing, and where to put it. Nobody is signed in. */
export function AnswerPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Dateien abgeben`);
  const { token } = useParams({ from: '/q/$token' });
  const { data, error } = useQuery(visitQuery(token));
  return (
    <PublicFrame>
      {error !== null && <ErrorBanner error={error} own={requestErrors} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && <Answer visit={data} token={token} />}
    </PublicFrame>
  );
}

function Answer({ visit, token }: { readonly visit: RequestVisit; readonly token: string }) {
  const { t } = useLingui();
  const actions = useVisit(token);
  const [running, setRunning] = useState<ReadonlySet<string>>(new Set());
  const [receipt, setReceipt] = useState<string | null>(null);
  const { title, asker, organisation, name, message, dueAt, closedAt, doneAt, items, open } = visit;
  const isOpen = closedAt === null;
  const files = open?.files ?? [];
  const missing = items.filter(({ required, came }) => required && !came);
  const stillMissing = missing.filter(({ folderName }) => !files.some(({ path }) => path.startsWith(`${folderName}/`)));

  const track = (key: string) => (isRunning: boolean) =>
    setRunning((before) => {
      const after = new Set(before);
      if (isRunning) after.add(key);
      else after.delete(key);
      return after;
    });

  return (
    <>
      <header className="stack public-head">
        <h1>{title}</h1>
        <p>
          <Trans>
            Guten Tag {name}, <strong>{asker}</strong> ({organisation}) bittet Sie bis zum{' '}
            <strong>{formatDate(dueAt)}</strong> um Dateien.
          </Trans>
        </p>
        {message !== '' && <p className="handover-message">{message}</p>}
      </header>
      {!isOpen && (
        <Banner tone="warning" title={t`Die Anforderung ist abgeschlossen. Es wird nichts mehr angenommen.`} />
      )}
      {receipt !== null && (
        <Banner
          tone="success"
          title={t`Abgegeben. Vielen Dank!`}
          action={
            <Link to="/r/$token" params={{ token: receipt }}>
              <Trans>Zum Beleg</Trans>
            </Link>
          }
        >
          {stillMissing.length > 0 && <Trans>Es fehlt noch: {stillMissing.map((item) => item.name).join(', ')}</Trans>}
        </Banner>
      )}
      {isOpen && missing.length === 0 && receipt === null && (
        <Banner tone="success" title={t`Alles Nötige ist da. Sie können noch etwas nachreichen.`} isQuiet />
      )}
      <ul className="public-list" aria-label={t`Was gebraucht wird`}>
        {items.map((item) => (
          <AnswerItem
            key={item.id}
            token={token}
            item={item}
            files={files.filter(({ path }) => path.startsWith(`${item.folderName}/`))}
            isOpen={isOpen}
            actions={actions}
            onRunning={track(String(item.id))}
          />
        ))}
      </ul>
      {actions.submit.error !== null && <ErrorBanner error={actions.submit.error} own={requestErrors} />}
      {isOpen && files.length > 0 && (
        <div className="stack">
          {stillMissing.length > 0 && (
            <p className="muted">
              <Trans>
                Noch nicht dabei: {stillMissing.map((item) => item.name).join(', ')}. Das können Sie später abgeben.
              </Trans>
            </p>
          )}
          <Button
            variant="primary"
            icon={Send}
            isPending={actions.submit.isPending}
            isDisabled={running.size > 0}
            onPress={() => actions.submit.mutate(undefined, { onSuccess: (done) => setReceipt(done.receipt) })}
          >
            {running.size > 0 ? <Trans>Wird noch hochgeladen …</Trans> : <Trans>Jetzt abgeben</Trans>}
          </Button>
        </div>
      )}
      {isOpen && files.length === 0 && visit.parts.length > 0 && (
        <p>
          {doneAt === null ? (
            <Button size="small" onPress={() => actions.done.mutate(true)}>
              <Trans>Mehr kommt nicht</Trans>
            </Button>
          ) : (
            <span className="muted">
              <Trans>
                Sie haben gesagt, dass nichts mehr kommt. Legen Sie doch noch etwas dazu, gilt das nicht mehr.
              </Trans>
            </span>
          )}
        </p>
      )}
    </>
  );
}
