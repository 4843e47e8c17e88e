import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { LogIn } from 'lucide-react';
import { useRef, useState, type SubmitEvent } from 'react';
import { api } from '../../api/api.ts';
import { errorCode } from '../../api/api-error.ts';
import { keepChosen } from '../../session/chosen-before.ts';
import { sessionQuery, type SignedInPerson } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { useDocumentTitle } from '../../ui/page-header.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

/** Login and password; afterwards back to where one wanted to go. */
export function SignInPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Anmelden`);
  const client = useQueryClient();
  const router = useRouter();
  const { to } = useSearch({ from: '/login' });
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const passwordRef = useRef<HTMLInputElement>(null);

  async function signIn(event: SubmitEvent) {
    event.preventDefault();
    setPending(true);
    setError(null);
    try {
      const body = { login: login.trim().toLowerCase(), password };
      const { person } = await api.post<{ person: SignedInPerson }>('/session', body, { quiet401: true });
      client.clear();
      client.setQueryData(sessionQuery.queryKey, await keepChosen(person));
      router.history.push(to ?? '/');
    } catch (failure) {
      setPending(false);
      setError(failure);
      if (errorCode(failure) === 'auth.wrong_credentials') passwordRef.current?.select();
    }
  }

  return (
    <SignInFrame>
      <header className="stack">
        <h1>
          <Trans>Anmelden</Trans>
        </h1>
        <p className="muted">
          <Trans>Mit dem Konto Ihrer Behörde, Einrichtung oder Kommune.</Trans>
        </p>
      </header>
      {to?.startsWith('/login/flow/') && (
        <p className="sign-in-note">
          <Trans>Ein Programm auf Ihrem Gerät möchte sich verbinden. Melden Sie sich dafür zuerst an.</Trans>
        </p>
      )}
      <form className="stack" onSubmit={(event) => void signIn(event)}>
        <TextField
          label={t`Anmeldename`}
          name="username"
          autoComplete="username"
          autoFocus
          isRequired
          value={login}
          onChange={setLogin}
        />
        <TextField
          label={t`Passwort`}
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
          inputRef={passwordRef}
          value={password}
          onChange={setPassword}
        />
        {error !== null && <ErrorBanner error={error} />}
        <Button type="submit" variant="primary" icon={LogIn} wide isPending={pending}>
          <Trans>Anmelden</Trans>
        </Button>
      </form>
      <p className="sign-in-help muted">
        <Trans>Passwort vergessen? Die Verwaltung Ihrer Organisation setzt es für Sie zurück.</Trans>
      </p>
    </SignInFrame>
  );
}
