import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { formatDateTime } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { mailTextQuery, useResendMail, type Mail } from '../api/mail.ts';
import { AdministrationError } from './administration-error.tsx';
import { FactList } from './fact-list.tsx';
import { MailStateTag } from './mail-state-tag.tsx';

interface MailDialogProps {
  readonly mail: Mail | null;
  readonly onClose: () => void;
}

/** One message with its text. */
export function MailDialog({ mail, onClose }: MailDialogProps) {
  return (
    <Dialog size="large" title={mail?.subject ?? ''} isOpen={mail !== null} onOpenChange={(open) => !open && onClose()}>
      {mail !== null && <Message mail={mail} onClose={onClose} />}
    </Dialog>
  );
}

function Message({ mail, onClose }: MailDialogProps & { readonly mail: Mail }) {
  const { t } = useLingui();
  const { data, error } = useQuery(mailTextQuery(mail.id));
  const resend = useResendMail();
  return (
    <>
      <FactList
        facts={[
          { id: 'to', term: t`An`, value: mail.to },
          { id: 'state', term: t`Zustand`, value: <MailStateTag mail={mail} /> },
          { id: 'at', term: t`Geschrieben`, value: formatDateTime(mail.createdAt) },
          { id: 'sent', term: t`Gesendet`, value: mail.sentAt === null ? null : formatDateTime(mail.sentAt) },
        ]}
      />
      {mail.error !== null && <Banner tone="danger" isQuiet title={mail.error} />}
      {error !== null && <ErrorBanner error={error} />}
      {data === undefined ? (
        error === null && <Skeleton height={120} />
      ) : data.text === null ? (
        <p className="muted">
          <Trans>Der Text wird nach dem Senden nicht aufbewahrt.</Trans>
        </p>
      ) : (
        <pre className="mail-text">{data.text}</pre>
      )}
      <AdministrationError error={resend.error} />
      <div className="row dialog-buttons">
        <Button variant="quiet" onPress={onClose}>
          <Trans>Schließen</Trans>
        </Button>
        {mail.state !== 'waiting' && data?.text !== null && (
          <Button
            icon={Send}
            isPending={resend.isPending}
            onPress={() =>
              resend.mutate(mail.id, {
                onSuccess: () => {
                  onClose();
                  showToast({ title: t`Die Nachricht wird noch einmal gesendet.` });
                },
              })
            }
          >
            <Trans>Noch einmal senden</Trans>
          </Button>
        )}
      </div>
    </>
  );
}
