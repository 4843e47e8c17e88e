import { Trans, useLingui } from '@lingui/react/macro';
import { Fingerprint } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { api } from '../../api/api.ts';
import { showPasskey, type PasskeyOptions } from '../../session/show-passkey.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { SignInAnswer, SignInStep } from '../../session/sign-in-step.ts';
import { SignInError } from '../../session/sign-in-error.tsx';

interface Props {
  readonly step: SignInStep;
  readonly onAnswer: (answer: SignInAnswer) => Promise<void>;
}

/** After the password: a code, a passkey, or one of the codes that were kept for this. */
export function SecondFactorForm({ step, onAnswer }: Props) {
  const { t } = useLingui();
  const offered = ['totp', 'passkey', 'recovery-code'].filter((method) => step.methods.includes(method));
  const [method, setMethod] = useState(offered[0] ?? 'recovery-code');
  const [code, setCode] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const labels: Readonly<Record<string, string>> = {
    totp: t`Code aus der App`,
    passkey: t`Passkey`,
    'recovery-code': t`Wiederherstellungscode`,
  };

  async function prove(event: SubmitEvent) {
    event.preventDefault();
    setPending(true);
    setError(null);
    try {
      const { token } = step;
      const shown = method === 'passkey' ? { response: await passkey(token) } : { code: code.replaceAll(/\s/g, '') };
      await onAnswer(
        await api.post<SignInAnswer>('/session/second-factor', { token, method, ...shown }, { quiet401: true }),
      );
    } catch (failure) {
      setError(failure);
      setCode('');
    }
    setPending(false);
  }

  return (
    <form className="stack" onSubmit={(event) => void prove(event)}>
      {method === 'passkey' ? (
        <p>
          <Trans>Zeigen Sie Ihren Passkey: mit Fingerabdruck, Gesicht, PIN oder Sicherheitsschlüssel.</Trans>
        </p>
      ) : (
        <TextField
          key={method}
          label={labels[method] ?? ''}
          autoFocus
          isRequired
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          {...(method === 'totp' ? { inputMode: 'numeric' as const } : {})}
        />
      )}
      {error !== null && <SignInError error={error} />}
      <Button
        type="submit"
        variant="primary"
        wide
        isPending={pending}
        {...(method === 'passkey' ? { icon: Fingerprint, autoFocus: true } : {})}
      >
        {method === 'passkey' ? t`Passkey zeigen` : t`Weiter`}
      </Button>
      {offered
        .filter((other) => other !== method)
        .map((other) => (
          <Button
            key={other}
            variant="quiet"
            wide
            isDisabled={pending}
            onPress={() => {
              setMethod(other);
              setCode('');
              setError(null);
            }}
          >
            {t`Stattdessen: ${labels[other] ?? ''}`}
          </Button>
        ))}
    </form>
  );
}

async function passkey(token: string): Promise<unknown> {
  const { options } = await api.post<{ options: PasskeyOptions }>(
    '/session/passkey/options',
    { token },
    { quiet401: true },
  );
  return showPasskey(options);
}
