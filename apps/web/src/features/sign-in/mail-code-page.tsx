import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useSearch } from '@tanstack/react-router';
import { LogIn, Mail } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { api } from '../../api/api.ts';
import { SignInError } from '../../session/sign-in-error.tsx';
import type { SignInAnswer } from '../../session/sign-in-step.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { useDocumentTitle } from '../../ui/page-header.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import { SignInNext, useSignInNext } from './sign-in-next.tsx';

interface Asked {
  readonly token: string;
}

/** Guests without a password: a code comes by mail and is typed in here. */
export function MailCodePage() {
  const { t } = useLingui();
  useDocumentTitle(t`Mit Code anmelden`);
  const { to } = useSearch({ from: '/login/code' });
  const { step, proceed, restart } = useSignInNext(to);
  const [login, setLogin] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function ask(event: SubmitEvent) {
    event.preventDefault();
    setPending(true);
    setError(null);
    await api
      .post<Asked>('/sign-in/mail-code', { login: login.trim() }, { quiet401: true })
      .then(setAsked)
      .catch(setError);
    setPending(false);
  }

  if (step !== null) {
    const again = () => {
      setAsked(null);
      restart();
    };
    return <SignInNext step={step} onAnswer={proceed} onRestart={again} />;
  }
  return (
    <SignInFrame>
      <header className="stack">
        <h1>
          <Trans>Mit Code anmelden</Trans>
        </h1>
        <p className="muted">
          {asked === null ? (
            <Trans>Für Gäste: Wir schicken Ihnen einen Code an die Adresse, unter der Sie eingeladen wurden.</Trans>
          ) : (
            <Trans>
              Wenn es diesen Gastzugang gibt, ist der Code unterwegs. Er gilt zehn Minuten und nur in diesem Browser.
            </Trans>
          )}
        </p>
      </header>
      {asked === null ? (
        <form className="stack" onSubmit={(event) => void ask(event)}>
          <TextField
            label={t`E-Mail-Adresse`}
            name="username"
            autoComplete="username"
            inputMode="email"
            autoFocus
            isRequired
            value={login}
            onChange={setLogin}
          />
          {error !== null && <ErrorBanner error={error} />}
          <Button type="submit" variant="primary" icon={Mail} wide isPending={pending}>
            <Trans>Code anfordern</Trans>
          </Button>
        </form>
      ) : (
        <CodeForm token={asked.token} onAnswer={proceed} onAgain={() => setAsked(null)} />
      )}
      <p className="sign-in-help">
        <Link to="/login" search={to === undefined ? {} : { to }}>
          <Trans>Zurück zur Anmeldung</Trans>
        </Link>
      </p>
    </SignInFrame>
  );
}

interface Props {
  readonly token: string;
  readonly onAnswer: (answer: SignInAnswer) => Promise<void>;
  readonly onAgain: () => void;
}

function CodeForm({ token, onAnswer, onAgain }: Props) {
  const { t } = useLingui();
  const [code, setCode] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function show(event: SubmitEvent) {
    event.preventDefault();
    setPending(true);
    setError(null);
    try {
      const body = { token, code: code.replaceAll(/\s/g, '') };
      await onAnswer(await api.post<SignInAnswer>('/sign-in/mail-code/confirm', body, { quiet401: true }));
    } catch (failure) {
      setError(failure);
      setCode('');
      setPending(false);
    }
  }

  return (
    <form className="stack" onSubmit={(event) => void show(event)}>
      <TextField
        label={t`Code aus der E-Mail`}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        isRequired
        value={code}
        onChange={setCode}
      />
      {error !== null && <SignInError error={error} />}
      <Button type="submit" variant="primary" icon={LogIn} wide isPending={pending}>
        <Trans>Anmelden</Trans>
      </Button>
      <Button variant="quiet" wide isDisabled={pending} onPress={onAgain}>
        <Trans>Neuen Code anfordern</Trans>
      </Button>
    </form>
  );
}
