import { Trans, useLingui } from '@lingui/react/macro';
import { Fingerprint, Smartphone } from 'lucide-react';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { api } from '../api/api.ts';
import { makePasskey, type NewPasskeyOptions } from './make-passkey.ts';
import { Button } from '../ui/button.tsx';
import { QrCode } from './qr-code.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SignInError } from './sign-in-error.tsx';
import type { SignInAnswer } from './sign-in-step.ts';

interface Added extends SignInAnswer {
  readonly recoveryCodes: readonly string[] | null;
}

interface Props {
  /** Of a sign-in that waits for this; none: whoever is signed in sets it up. */
  readonly token?: string;
  readonly methods: readonly string[];
  /** Why, where it is not because the organisation asks for it. */
  readonly reason?: ReactNode;
  readonly onAnswer: (answer: SignInAnswer) => Promise<void>;
}

/** A second factor is set up: because the organisation asks for more than a password, or because the person wants it. */
export function EnrolForm({ token, methods, reason, onAnswer }: Props) {
  const { t } = useLingui();
  const [app, setApp] = useState<{ id: number; secret: string; uri: string } | null>(null);
  const [code, setCode] = useState('');
  const [added, setAdded] = useState<Added | null>(null);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const quiet = { quiet401: token !== undefined };
  const step = token === undefined ? {} : { token };

  async function attempt(work: () => Promise<void>) {
    setPending(true);
    setError(null);
    await work().catch(setError);
    setPending(false);
  }

  async function finish(answer: Added) {
    if (answer.recoveryCodes === null) await onAnswer(answer);
    else setAdded(answer);
  }

  const withPasskey = () =>
    attempt(async () => {
      const path = '/me/factors/passkey';
      const { options } = await api.post<{ options: NewPasskeyOptions }>(`${path}/options`, step, quiet);
      await finish(await api.post<Added>(path, { response: await makePasskey(options), ...step }, quiet));
    });
  const withApp = () => attempt(async () => setApp(await api.post('/me/factors/totp', step, quiet)));

  function confirm(event: SubmitEvent) {
    event.preventDefault();
    const body = { code: code.replaceAll(/\s/g, ''), ...step };
    void attempt(async () => finish(await api.post<Added>(`/me/factors/totp/${app?.id}/confirm`, body, quiet)));
  }

  if (added !== null && added.recoveryCodes !== null)
    return <RecoveryCodes codes={added.recoveryCodes} onKept={() => onAnswer(added)} />;
  if (app !== null) {
    return (
      <form className="stack" onSubmit={confirm}>
        <p>
          <Trans>
            Nehmen Sie dieses Bild mit Ihrer Authentifizierungs-App auf, oder geben Sie dort den Schlüssel ein. Danach
            zeigt die App einen Code.
          </Trans>
        </p>
        <QrCode text={app.uri} label={t`QR-Code für die App; der Schlüssel darunter sagt dasselbe`} />
        <CopyField label={t`Schlüssel`} value={app.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')} />
        <p>
          <a href={app.uri}>
            <Trans>In der App auf diesem Gerät öffnen</Trans>
          </a>
        </p>
        <TextField
          label={t`Code aus der App`}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          isRequired
          value={code}
          onChange={setCode}
        />
        {error !== null && <SignInError error={error} />}
        <Button type="submit" variant="primary" wide isPending={pending}>
          <Trans>Bestätigen</Trans>
        </Button>
        <Button variant="quiet" wide isDisabled={pending} onPress={() => setApp(null)}>
          <Trans>Andere Möglichkeit</Trans>
        </Button>
      </form>
    );
  }
  return (
    <div className="stack">
      <p>
        {reason ?? (
          <Trans>
            Ihre Organisation verlangt mehr als ein Passwort. Richten Sie das jetzt ein; es dauert eine Minute.
          </Trans>
        )}
      </p>
      {error !== null && <SignInError error={error} />}
      {methods.includes('passkey') && (
        <Button variant="primary" icon={Fingerprint} wide isPending={pending} onPress={() => void withPasskey()}>
          <Trans>Passkey einrichten</Trans>
        </Button>
      )}
      {methods.includes('totp') && (
        <Button icon={Smartphone} wide isDisabled={pending} onPress={() => void withApp()}>
          <Trans>App mit Codes einrichten</Trans>
        </Button>
      )}
    </div>
  );
}
