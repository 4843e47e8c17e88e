import { Trans, useLingui } from '@lingui/react/macro';
import { useSearch } from '@tanstack/react-router';
import { Fingerprint, KeyRound, LogIn } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { api } from '../../api/api.ts';
import { errorCode } from '../../api/api-error.ts';
import { ProviderProblem } from '../../session/provider-problem.tsx';
import { providerAddress } from '../../session/provider-way.ts';
import { showPasskey, type PasskeyOptions } from '../../session/show-passkey.ts';
import { SignInError } from '../../session/sign-in-error.tsx';
import type { SignInAnswer } from '../../session/sign-in-step.ts';
import { Button } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/page-header.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SignInLinks } from './sign-in-links.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import { SignInNext, useSignInNext } from './sign-in-next.tsx';
import { clearStepInAddress, stepInAddress } from './step-from-address.ts';
import { useProvider } from './use-provider.ts';

/** Login and password; afterwards back to where one wanted to go. */
export function SignInPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Anmelden`);
  const { to, problem } = useSearch({ from: '/login' });
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { step, proceed, restart } = useSignInNext(to, stepInAddress);
  useEffect(clearStepInAddress, []);
  const passwordRef = useRef<HTMLInputElement>(null);
  const provider = useProvider(login);
  const providerKey = provider?.key;
  // the password field makes way for the provider, unless somebody is at it
  const [usesProvider, setUsesProvider] = useState(false);
  useEffect(() => {
    const input = passwordRef.current;
    setUsesProvider(providerKey !== undefined && input !== document.activeElement && (input?.value ?? '') === '');
  }, [providerKey]);

  async function attempt(work: () => Promise<SignInAnswer>) {
    setPending(true);
    setError(null);
    try {
      await proceed(await work());
    } catch (failure) {
      setError(failure);
      if (errorCode(failure) === 'auth.wrong_credentials') passwordRef.current?.select();
    }
    setPending(false);
  }

  function toProvider() {
    if (provider !== null) location.assign(providerAddress(provider.key, to ?? '/'));
  }

  function signIn(event: SubmitEvent) {
    event.preventDefault();
    if (provider !== null && usesProvider) {
      toProvider();
      return;
    }
    const body = { login: login.trim().toLowerCase(), password };
    void attempt(() => api.post<SignInAnswer>('/session', body, { quiet401: true }));
  }

  const withPasskey = () =>
    attempt(async () => {
      const { options } = await api.post<{ options: PasskeyOptions }>(
        '/session/passkey/options',
        {},
        { quiet401: true },
      );
      const response = await showPasskey(options);
      return api.post<SignInAnswer>('/session/passkey', { response }, { quiet401: true });
    });

  if (step !== null) {
    const again = () => {
      restart();
      setPassword('');
    };
    return <SignInNext step={step} onAnswer={proceed} onRestart={again} />;
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
      <form className="stack" onSubmit={signIn}>
        <TextField
          label={t`Anmeldename`}
          description={t`Oder Ihre E-Mail-Adresse`}
          name="username"
          autoComplete="username"
          autoFocus
          isRequired
          value={login}
          onChange={setLogin}
        />
        {!(provider !== null && usesProvider) && (
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
        )}
        <div aria-live="polite" className="visually-hidden">
          {provider !== null && t`Ihre Organisation hat einen eigenen Anmeldedienst: ${provider.name}`}
        </div>
        {problem !== undefined && error === null && <ProviderProblem reason={problem} />}
        {error !== null && <SignInError error={error} />}
        {provider !== null && usesProvider ? (
          <>
            <Button type="submit" variant="primary" icon={LogIn} wide isPending={pending}>
              {t`Weiter mit ${provider.name}`}
            </Button>
            <Button
              variant="quiet"
              icon={KeyRound}
              wide
              isDisabled={pending}
              onPress={() => {
                setUsesProvider(false);
                setTimeout(() => passwordRef.current?.focus());
              }}
            >
              <Trans>Stattdessen mit Passwort</Trans>
            </Button>
          </>
        ) : (
          <Button type="submit" variant="primary" icon={LogIn} wide isPending={pending}>
            <Trans>Anmelden</Trans>
          </Button>
        )}
        {provider !== null && !usesProvider && (
          <Button icon={LogIn} wide isDisabled={pending} onPress={toProvider}>
            {t`Weiter mit ${provider.name}`}
          </Button>
        )}
        {'PublicKeyCredential' in window && (
          <Button variant="quiet" icon={Fingerprint} wide isDisabled={pending} onPress={() => void withPasskey()}>
            <Trans>Passkey verwenden</Trans>
          </Button>
        )}
      </form>
      <SignInLinks to={to} />
    </SignInFrame>
  );
}
