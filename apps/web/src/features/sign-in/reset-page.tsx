import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import type { Answer } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { passwordErrors, useNewPassword } from '../../session/new-password.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useDocumentTitle } from '../../ui/page-header.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import { SignInFrame } from './sign-in-frame.tsx';

type Owner = Answer<'/sign-in/reset/look', 'post'>;

const messages = {
  ...passwordErrors,
  'auth.reset_ended': msg`Dieser Link wurde schon benutzt oder ist zu alt.`,
  'http.invalid_input': msg`Dieser Link ist nicht vollständig. Öffnen Sie ihn noch einmal aus der Nachricht.`,
};

/** Where the link in the mail leads. Its token stands behind #, which no server sees. */
export function ResetPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Neues Passwort wählen`);
  const errorText = useErrorText();
  const token = useLocation({ select: ({ hash }) => hash });
  const [isDone, setDone] = useState(false);
  const { data: owner, error } = useQuery({
    queryKey: ['password-reset', token],
    enabled: !isDone,
    retry: false,
    staleTime: Infinity,
    queryFn: ({ signal }) => api.post<Owner>('/sign-in/reset/look', { token }, { signal, quiet401: true }),
  });
  return (
    <SignInFrame>
      <h1>
        <Trans>Neues Passwort wählen</Trans>
      </h1>
      {isDone && (
        <div className="stack">
          <Banner tone="success" title={t`Ihr neues Passwort gilt ab jetzt.`}>
            <Trans>
              Alle Anmeldungen und App-Passwörter sind beendet. Verbinden Sie Ihre Programme und Geräte danach neu.
            </Trans>
          </Banner>
          <p>
            <Link to="/login">
              <Trans>Zur Anmeldung</Trans>
            </Link>
          </p>
        </div>
      )}
      {!isDone && error !== null && (
        <div className="stack">
          <Banner tone="warning" title={errorText(error, messages).title} />
          <p>
            <Link to="/login/reset">
              <Trans>Neuen Link anfordern</Trans>
            </Link>
          </p>
        </div>
      )}
      {!isDone && owner === undefined && error === null && <Loading />}
      {!isDone && owner !== undefined && <ChooseForm token={token} owner={owner} onDone={() => setDone(true)} />}
    </SignInFrame>
  );
}

interface Props {
  readonly token: string;
  readonly owner: Owner;
  readonly onDone: () => void;
}

function ChooseForm({ token, owner, onDone }: Props) {
  const errorText = useErrorText();
  const next = useNewPassword(owner.minimum);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function choose(event: SubmitEvent) {
    event.preventDefault();
    if (!next.isGood) return;
    setPending(true);
    setError(null);
    try {
      await api.post('/sign-in/reset/confirm', { token, password: next.value }, { quiet401: true });
      onDone();
    } catch (failure) {
      setError(failure);
      setPending(false);
    }
  }

  const { login } = owner;
  return (
    <form className="stack" onSubmit={(event) => void choose(event)}>
      <p>
        <Trans>
          Für das Konto <strong>{login}</strong>. Danach enden alle Anmeldungen und App-Passwörter; ein zweiter Faktor
          bleibt.
        </Trans>
      </p>
      <input type="hidden" name="username" autoComplete="username" value={login} readOnly />
      {next.fields}
      {error !== null && <Banner tone="danger" title={errorText(error, messages).title} />}
      <Button type="submit" variant="primary" icon={KeyRound} wide isPending={pending} isDisabled={!next.isGood}>
        <Trans>Passwort speichern</Trans>
      </Button>
    </form>
  );
}
