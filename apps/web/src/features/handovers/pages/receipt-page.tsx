import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { formatBytes, formatDateTime } from '../../../i18n/format.ts';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { receiptQuery, type PublicReceipt } from '../api/handovers.ts';
import { Checksum } from '../components/handover-files.tsx';
import { handoverErrors } from '../components/handover-words.ts';
import { PublicFrame } from '../components/public-frame.tsx';
import { ReceiptButton } from '../components/receipt-button.tsx';

/** Where the address in a visitor's confirmation leads: what has arrived, and whether somebody has it. */
export function ReceiptPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Beleg`);
  const { token } = useParams({ from: '/r/$token' });
  const { data, error } = useQuery(receiptQuery(token));
  return (
    <PublicFrame>
      {error !== null && <ErrorBanner error={error} own={handoverErrors} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && <Receipt receipt={data} token={token} />}
    </PublicFrame>
  );
}

function Receipt({ receipt, token }: { readonly receipt: PublicReceipt; readonly token: string }) {
  const { t } = useLingui();
  const { title, organisation, number, sender, deliveredAt, sumsAt, files, message } = receipt;
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const count = files.length;
  return (
    <>
      <header className="stack public-head">
        <h1>
          <Trans>Ihre Dateien sind angekommen</Trans>
        </h1>
        <p className="muted">
          {organisation} · {title}
        </p>
      </header>
      <dl className="handover-facts">
        <dt>
          <Trans>Nummer</Trans>
        </dt>
        <dd>{number}</dd>
        <dt>
          <Trans>Von</Trans>
        </dt>
        <dd>
          {sender.name} <small className="muted">{sender.address}</small>
        </dd>
        {deliveredAt !== null && (
          <>
            <dt>
              <Trans>Zugestellt</Trans>
            </dt>
            <dd>{formatDateTime(deliveredAt)}</dd>
          </>
        )}
        {message !== '' && (
          <>
            <dt>
              <Trans>Nachricht</Trans>
            </dt>
            <dd className="handover-message">{message}</dd>
          </>
        )}
      </dl>
      <div>
        <ReceiptButton path={`/receipts/${encodeURIComponent(token)}/pdf`} isReady={sumsAt !== null} />
      </div>
      <h2>
        {t`${plural(count, { one: '# Datei', other: '# Dateien' })}`}{' '}
        <small className="muted">{formatBytes(size)}</small>
      </h2>
      <ul className="public-list">
        {files.map((file) => (
          <li key={file.path}>
            <strong>{file.path}</strong>
            <span className="muted">
              {formatBytes(file.size)} ·{' '}
              {file.fetchedAt === null ? (
                <Trans>noch nicht abgerufen</Trans>
              ) : (
                <Trans>abgerufen {formatDateTime(file.fetchedAt)}</Trans>
              )}
            </span>
            <Checksum file={file} />
          </li>
        ))}
      </ul>
    </>
  );
}
