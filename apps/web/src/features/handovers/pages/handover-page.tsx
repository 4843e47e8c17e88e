import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft, Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { formatBytes, formatDateTime } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import '../../administration/administration.css';
import { handoverQuery, useWithdraw, type Handover } from '../api/handovers.ts';
import { HandoverFiles } from '../components/handover-files.tsx';
import { handoverErrors, handoverStates, handoverWays } from '../components/handover-words.ts';
import { PartyName } from '../components/party-name.tsx';
import { ReceiptButton } from '../components/receipt-button.tsx';
import '../handovers.css';

/** One hand-over: who, what, when; who fetched it; its receipt. */
export function HandoverPage() {
  const { handoverId = '' } = useParams({ strict: false });
  const { data, error } = useQuery(handoverQuery(Number(handoverId)));
  return (
    <div className="page stack">
      <p>
        <Link to="/handovers" className="panel-back panel-back-always">
          <ArrowLeft aria-hidden />
          <Trans>Alle Übergaben</Trans>
        </Link>
      </p>
      {error !== null && <ErrorBanner error={error} own={handoverErrors} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && <HandoverView handover={data} />}
    </div>
  );
}

function HandoverView({ handover }: { readonly handover: Handover }) {
  const { t, i18n } = useLingui();
  const [withdrawing, setWithdrawing] = useState(false);
  const withdraw = useWithdraw(handover.id);
  const { id, number, title, state, way, sumsAt, deliveredAt, files } = handover;
  return (
    <>
      <PageHeader
        title={title}
        text={
          <>
            {number} · {i18n._(handoverWays[way])} ·{' '}
            <span className={state === 'delivered' ? 'tag tag-action' : 'tag'}>{i18n._(handoverStates[state])}</span>
          </>
        }
        actions={
          handover.mayWithdraw && (
            <Button icon={Undo2} onPress={() => setWithdrawing(true)}>
              <Trans>Zurückziehen</Trans>
            </Button>
          )
        }
      />
      <div className="card handover-facts-card">
        <Facts handover={handover} />
        {deliveredAt !== null && <ReceiptButton handoverId={id} isReady={sumsAt !== null} />}
      </div>
      <h2>
        {t`${plural(files.length, { one: '# Datei', other: '# Dateien' })}`}
        <small className="muted"> {formatBytes(handover.size)}</small>
      </h2>
      <HandoverFiles files={files} />
      <ConfirmDialog
        title={<Trans>„{title}“ zurückziehen?</Trans>}
        confirmLabel={t`Zurückziehen`}
        isDangerous
        errors={handoverErrors}
        isOpen={withdrawing}
        onOpenChange={setWithdrawing}
        onConfirm={async () => {
          await withdraw.mutateAsync();
          showToast({ title: t`Die Übergabe ist zurückgezogen.` });
        }}
      >
        <Trans>
          Die Übergabe bleibt mit ihrem Beleg in der Liste, als zurückgezogen. Freigaben und Links beenden Sie dort, wo
          Sie sie gegeben haben.
        </Trans>
      </ConfirmDialog>
    </>
  );
}

function Facts({ handover }: { readonly handover: Handover }) {
  const { sender, recipients, organisation, node, openedAt, deliveredAt, withdrawnAt, firstFetchedAt } = handover;
  return (
    <dl className="handover-facts">
      <Fact name={<Trans>Von</Trans>}>
        <PartyName party={sender} />
      </Fact>
      <Fact name={<Trans>An</Trans>}>
        {recipients.length === 0 && '–'}
        {recipients.map((party, index) => (
          <span key={`${party.login ?? party.name} ${party.address ?? ''}`}>
            {index > 0 && ', '}
            <PartyName party={party} />
          </span>
        ))}
      </Fact>
      <Fact name={<Trans>Organisation</Trans>}>{organisation.name}</Fact>
      <Fact name={<Trans>Ablageort</Trans>}>
        <Link to="/f/$nodeId" params={{ nodeId: String(node.id) }}>
          {node.name}
        </Link>
      </Fact>
      {deliveredAt === null ? (
        <Fact name={<Trans>Begonnen</Trans>}>{formatDateTime(openedAt)}</Fact>
      ) : (
        <Fact name={<Trans>Zugestellt</Trans>}>{formatDateTime(deliveredAt)}</Fact>
      )}
      {withdrawnAt !== null && <Fact name={<Trans>Zurückgezogen</Trans>}>{formatDateTime(withdrawnAt)}</Fact>}
      {deliveredAt !== null && (
        <Fact name={<Trans>Zuerst abgerufen</Trans>}>
          {firstFetchedAt === null ? <Trans>noch nicht</Trans> : formatDateTime(firstFetchedAt)}
        </Fact>
      )}
      {handover.message !== '' && (
        <Fact name={<Trans>Nachricht</Trans>}>
          <span className="handover-message">{handover.message}</span>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
