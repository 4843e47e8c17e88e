import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { meQuery } from '../../../session/me.ts';
import type { Reached } from '../../contacts/api/use-reachable.ts';
import { linksQuery } from '../api/links.ts';
import { accessQuery, useWithdrawAll } from '../api/shares.ts';
import type { Access } from '../api/share-types.ts';
import { AccessList } from './access-list.tsx';
import { LinkSection } from './link-section.tsx';
import { NewShareForm } from './new-share-form.tsx';
import { ShareRow } from './share-row.tsx';
import { TransferOwnership } from './transfer-ownership.tsx';
import { shareErrors } from './share-words.ts';
import '../sharing.css';

interface SharedNode {
  readonly id: number;
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

interface ShareDialogProps {
  readonly node: SharedNode;
  readonly onClose: () => void;
}

/** The one place for sharing: who has access and why, and everything that changes it. */
export function ShareDialog({ node, onClose }: ShareDialogProps) {
  const { t } = useLingui();
  const { data: access, error } = useQuery(accessQuery(node.id));
  return (
    <Dialog title={t`„${node.name}“ teilen`} isOpen onOpenChange={onClose}>
      {error !== null ? (
        <ErrorBanner error={error} own={shareErrors} />
      ) : access === undefined ? (
        <Loading />
      ) : (
        <Content node={node} access={access} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Content({ node, access, onClose }: ShareDialogProps & { readonly access: Access }) {
  const { shares, mayGive } = access;
  const { data: me } = useQuery(meQuery);
  const { data: links } = useQuery({ ...linksQuery(node.id), enabled: access.manages });
  const [people, setPeople] = useState<readonly Reached[] | null>(null);
  const owner = me !== undefined && access.owner?.login === me.login && mayGive.length > 0 ? me.login : undefined;
  return (
    <>
      {mayGive.length > 0 ? (
        <NewShareForm node={node} access={access} onOutside={links?.rules.allowed === true ? setPeople : undefined} />
      ) : (
        <p className="muted">
          <Trans>Sie haben Zugriff, können ihn aber nicht weitergeben.</Trans>
        </p>
      )}
      <section className="share-part" aria-labelledby="share-access">
        <h3 id="share-access">
          <Trans>Wer Zugriff hat</Trans>
        </h3>
        {shares.length > 0 && (
          <ul className="share-list" aria-labelledby="share-access">
            {shares.map((share) => (
              <ShareRow key={share.id} share={share} access={access} kind={node.kind} />
            ))}
          </ul>
        )}
        <AccessList access={access} onLeave={onClose} />
        <div className="share-more">
          {shares.filter(({ mine }) => mine).length > 1 && <WithdrawAll node={node} />}
          {owner !== undefined && <TransferOwnership node={node} owner={owner} onDone={onClose} />}
        </div>
      </section>
      {access.manages && <LinkSection node={node} people={people} onPeopleDone={() => setPeople(null)} />}
    </>
  );
}

function WithdrawAll({ node }: { readonly node: SharedNode }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const withdraw = useWithdrawAll(node.id);
  return (
    <div>
      <Button variant="quiet" size="small" onPress={() => setAsking(true)}>
        <Trans>Alle Freigaben beenden</Trans>
      </Button>
      <ConfirmDialog
        title={t`Alle Freigaben von „${node.name}“ beenden?`}
        confirmLabel={t`Alle beenden`}
        isDangerous
        isOpen={asking}
        onOpenChange={setAsking}
        errors={shareErrors}
        onConfirm={() => withdraw.mutateAsync()}
      >
        <Trans>Wer das nur durch diese Freigaben hat, verliert sofort den Zugriff, auch in laufenden Downloads.</Trans>
      </ConfirmDialog>
    </div>
  );
}
