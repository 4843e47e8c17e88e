import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { formatDateTime } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { emailQuery, useAskForEmail } from '../api/email.ts';

const messages = {
  'directory.invalid_input': msg`Das ist keine E-Mail-Adresse.`,
  'directory.mail_kept_elsewhere': msg`Ihre E-Mail-Adresse wird anderswo gepflegt und kann hier nicht geändert werden.`,
  'auth.too_many_attempts': msg`Zu viele Versuche. Bitte warten Sie einen Moment.`,
};

/** Who keeps one's mail address, and changing it where that is oneself. */
export function EmailNote() {
  const { t } = useLingui();
  const { data } = useQuery(emailQuery);
  const [isOpen, setOpen] = useState(false);
  if (data === undefined) return null;
  const { keptBy, waiting } = data;
  if (keptBy === 'source')
    return (
      <p className="guide-note">
        <Trans>
          Name und E-Mail-Adresse kommen aus dem Verzeichnis Ihrer Organisation. Lassen Sie sie dort ändern; hier ist es
          danach von selbst richtig.
        </Trans>
      </p>
    );
  if (keptBy === 'sponsor')
    return (
      <p className="guide-note">
        <Trans>
          Sie wurden unter dieser E-Mail-Adresse eingeladen. Soll es eine andere sein, bitten Sie um eine neue
          Einladung.
        </Trans>
      </p>
    );
  const until = waiting === null ? '' : formatDateTime(waiting.expiresAt);
  const address = waiting?.email ?? '';
  return (
    <>
      {waiting !== null && (
        <Banner title={t`Wartet auf Bestätigung: ${address}`}>
          <Trans>Öffnen Sie den Link in der Nachricht an diese Adresse. Er gilt bis {until}.</Trans>
        </Banner>
      )}
      <div>
        <Button icon={Mail} onPress={() => setOpen(true)}>
          <Trans>E-Mail-Adresse ändern</Trans>
        </Button>
      </div>
      <p className="guide-note">
        <Trans>Den Namen pflegt die Verwaltung Ihrer Organisation.</Trans>
      </p>
      <Dialog size="small" title={t`Neue E-Mail-Adresse`} isOpen={isOpen} onOpenChange={setOpen}>
        {isOpen && <AskForm onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function AskForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const ask = useAskForEmail();
  const [email, setEmail] = useState('');

  function submit(event: SubmitEvent) {
    event.preventDefault();
    ask.mutate(email.trim(), { onSuccess: onClose });
  }

  return (
    <form onSubmit={submit}>
      <TextField
        label={t`E-Mail-Adresse`}
        description={t`Wir schreiben an diese Adresse. Sie gilt, sobald Sie den Link in der Nachricht geöffnet haben; die bisherige bekommt Bescheid.`}
        inputMode="email"
        autoComplete="email"
        autoFocus
        isRequired
        value={email}
        onChange={setEmail}
      />
      {ask.isError && <Banner tone="danger" title={errorText(ask.error, messages).title} />}
      <div className="row dialog-buttons">
        <Button variant="quiet" onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button type="submit" variant="primary" isPending={ask.isPending} isDisabled={email.trim() === ''}>
          <Trans>Nachricht schicken</Trans>
        </Button>
      </div>
    </form>
  );
}
