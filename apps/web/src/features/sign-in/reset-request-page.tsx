import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Mail } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { api } from '../../api/api.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { useDocumentTitle } from '../../ui/page-header.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

/** A link for a new password is asked for. The page says the same whoever exists. */
export function ResetRequestPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Passwort vergessen`);
  const [login, setLogin] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function ask(event: SubmitEvent) {
    event.preventDefault();
    setPending(true);
    setError(null);
    try {
      await api.post('/sign-in/reset', { login: login.trim() }, { quiet401: true });
      setAsked(true);
    } catch (failure) {
      setError(failure);
    }
    setPending(false);
  }

  return (
    <SignInFrame>
      <header className="stack">
        <h1>
          <Trans>Passwort vergessen</Trans>
        </h1>
        {!isAsked && (
          <p className="muted">
            <Trans>Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort wählen.</Trans>
          </p>
        )}
      </header>
      {isAsked ? (
        <div className="stack">
          <Banner tone="success" title={t`Sehen Sie in Ihr Postfach.`}>
            <Trans>
              Wenn es dieses Konto gibt, ist eine Nachricht an die hinterlegte Adresse unterwegs. Der Link darin gilt 30
              Minuten.
            </Trans>
          </Banner>
          <p className="muted">
            <Trans>
              Keine Nachricht? Sehen Sie im Ordner für unerwünschte Post nach, oder wenden Sie sich an die Verwaltung
              Ihrer Organisation.
            </Trans>
          </p>
        </div>
      ) : (
        <form className="stack" onSubmit={(event) => void ask(event)}>
          <TextField
            label={t`Anmeldename oder E-Mail-Adresse`}
            name="username"
            autoComplete="username"
            autoFocus
            isRequired
            value={login}
            onChange={setLogin}
          />
          {error !== null && <ErrorBanner error={error} />}
          <Button type="submit" variant="primary" icon={Mail} wide isPending={pending}>
            <Trans>Link anfordern</Trans>
          </Button>
        </form>
      )}
      <p className="sign-in-help">
        <Link to="/login">
          <Trans>Zurück zur Anmeldung</Trans>
        </Link>
      </p>
    </SignInFrame>
  );
}
