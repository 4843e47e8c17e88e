import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { emailQuery, useConfirmEmail } from '../api/email.ts';

const ended = msg`Dieser Link wurde schon benutzt, ist zu alt oder gehört zu einem anderen Konto.`;
const messages = { 'auth.mail_change_ended': ended, 'http.invalid_input': ended };

/** Where the link to a new mail address leads: one click says that it is read here. */
export function ConfirmEmailPage() {
  const { t } = useLingui();
  const errorText = useErrorText();
  const token = useLocation({ select: ({ hash }) => hash });
  const { data } = useQuery(emailQuery);
  const confirm = useConfirmEmail();
  const address = confirm.isSuccess ? data?.email : data?.waiting?.email;
  return (
    <section className="card stack" aria-labelledby="confirm-heading">
      <h2 id="confirm-heading">
        <Trans>Neue E-Mail-Adresse bestätigen</Trans>
      </h2>
      {confirm.isSuccess ? (
        <Banner tone="success" title={t`Ihre neue E-Mail-Adresse gilt ab jetzt.`}>
          {address}
        </Banner>
      ) : (
        <>
          {address !== undefined && (
            <p>
              <Trans>
                Nachrichten gehen künftig an <strong>{address}</strong>.
              </Trans>
            </p>
          )}
          {confirm.isError && <Banner tone="warning" title={errorText(confirm.error, messages).title} />}
          <div>
            <Button variant="primary" icon={Check} isPending={confirm.isPending} onPress={() => confirm.mutate(token)}>
              <Trans>Bestätigen</Trans>
            </Button>
          </div>
        </>
      )}
      <p>
        <Link to="/settings">
          <Trans>Zu den Einstellungen</Trans>
        </Link>
      </p>
    </section>
  );
}
