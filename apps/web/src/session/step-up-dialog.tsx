import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { ExternalLink, Fingerprint } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore, type SubmitEvent } from 'react';
import { api } from '../api/api.ts';
import { Banner } from '../ui/banner.tsx';
import { buttonClass } from '../ui/button-class.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useErrorText } from '../ui/use-error-text.ts';
import { provenChannel, providerAddress } from './provider-way.ts';
import { showPasskey, type PasskeyOptions } from './show-passkey.ts';
import { stepUpStore, type StepUpMethod, type StepUpQuestion } from './step-up.ts';

const messages = {
  'auth.wrong_password': msg`Das Passwort ist nicht richtig.`,
  'auth.wrong_code': msg`Der Code ist nicht richtig oder schon verbraucht.`,
  'auth.passkey_refused': msg`Der Passkey wurde nicht angenommen.`,
  'auth.too_many_attempts': msg`Zu viele Versuche. Bitte warten Sie einen Moment.`,
};

/** Asks once more who is there before something that matters, wherever in the app that is; then the work goes on. */
export function StepUpDialog() {
  const { t } = useLingui();
  const question = useSyncExternalStore(stepUpStore.subscribe, stepUpStore.get);
  return (
    <Dialog
      size="small"
      title={t`Bitte bestätigen Sie, dass Sie es sind`}
      isOpen={question !== null}
      onOpenChange={(open) => !open && question?.answer(false)}
    >
      {question !== null && (question.mustEnrol ? <MustEnrol question={question} /> : <Proof question={question} />)}
    </Dialog>
  );
}

function Proof({ question }: { readonly question: StepUpQuestion }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const { provider } = question;
  const isKnown = (method: StepUpMethod) => (method === 'oidc' ? provider !== null : method !== 'mail-code');
  const known = question.methods.filter(isKnown);
  const [method, setMethod] = useState<StepUpMethod | undefined>(known[0]);
  const [text, setText] = useState('');
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const labels: Record<StepUpMethod, string> = {
    password: t`Passwort`,
    totp: t`Code aus der App`,
    'recovery-code': t`Wiederherstellungscode`,
    passkey: t`Passkey`,
    oidc: provider?.name ?? '',
    'mail-code': '',
  };

  async function prove() {
    setPending(true);
    setError(null);
    try {
      await api.post('/session/step-up', await shownBy(method ?? 'password', text), { isStepUp: true });
      question.answer(true);
    } catch (failure) {
      setError(failure);
      setText('');
      setPending(false);
    }
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    void prove();
  }

  useEffect(() => {
    const channel = new BroadcastChannel(provenChannel);
    channel.addEventListener('message', () => question.answer(true));
    return () => channel.close();
  }, [question]);

  if (method === undefined) return <SignInAgain question={question} />;
  const declined = error instanceof DOMException;
  return (
    <form onSubmit={submit}>
      <p>
        <Trans>Das ist nötig, weil die letzte Bestätigung länger als 15 Minuten her ist.</Trans>
      </p>
      {method === 'oidc' && (
        <p className="muted">
          <Trans>Der Anmeldedienst Ihrer Organisation fragt Sie in einem neuen Tab. Danach geht es hier weiter.</Trans>
        </p>
      )}
      {method !== 'passkey' && method !== 'oidc' && (
        <TextField
          key={method}
          label={labels[method]}
          autoFocus
          isRequired
          value={text}
          onChange={setText}
          type={method === 'password' ? 'password' : 'text'}
          {...(method === 'totp' ? { inputMode: 'numeric' as const } : {})}
          autoComplete={method === 'password' ? 'current-password' : 'one-time-code'}
        />
      )}
      {error !== null && (
        <Banner tone="danger" title={declined ? t`Es wurde kein Passkey gezeigt.` : errorText(error, messages).title} />
      )}
      <div className="row dialog-buttons">
        <Button variant="quiet" isDisabled={isPending} onPress={() => question.answer(false)}>
          <Trans>Abbrechen</Trans>
        </Button>
        {method === 'oidc' ? (
          <a
            className={buttonClass({ variant: 'primary' })}
            href={providerAddress(provider?.key ?? '', '/login/confirmed', 'step-up')}
            target="_blank"
            rel="noreferrer"
          >
            <ExternalLink aria-hidden className="ui-button-icon" />
            <span className="ui-button-text">{t`Weiter zu ${labels.oidc}`}</span>
          </a>
        ) : (
          <Button
            type="submit"
            variant="primary"
            isPending={isPending}
            {...(method === 'passkey' ? { icon: Fingerprint, autoFocus: true } : {})}
          >
            {method === 'passkey' ? t`Passkey zeigen` : t`Bestätigen`}
          </Button>
        )}
      </div>
      {known.length > 1 && (
        <div className="row">
          <span className="muted">
            <Trans>Stattdessen:</Trans>
          </span>
          {known
            .filter((other) => other !== method)
            .map((other) => (
              <Button
                key={other}
                size="small"
                variant="quiet"
                isDisabled={isPending}
                onPress={() => {
                  setMethod(other);
                  setText('');
                  setError(null);
                }}
              >
                {labels[other]}
              </Button>
            ))}
        </div>
      )}
    </form>
  );
}

async function shownBy(method: StepUpMethod, text: string): Promise<unknown> {
  if (method === 'password') return { method, password: text };
  if (method !== 'passkey') return { method, code: text.replaceAll(/\s/g, '') };
  const { options } = await api.post<{ options: PasskeyOptions }>('/session/step-up/options', undefined, {
    isStepUp: true,
  });
  return { method, response: await showPasskey(options) };
}

/** Who signs in elsewhere proves it there. */
function SignInAgain({ question }: { readonly question: StepUpQuestion }) {
  return (
    <>
      <p>
        <Trans>Melden Sie sich dafür noch einmal an. Danach geht es hier weiter; bisher wurde nichts geändert.</Trans>
      </p>
      <div className="row dialog-buttons">
        <Button variant="quiet" onPress={() => question.answer(false)}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button
          variant="primary"
          autoFocus
          onPress={() => location.assign(`/login?to=${encodeURIComponent(location.pathname + location.search)}`)}
        >
          <Trans>Neu anmelden</Trans>
        </Button>
      </div>
    </>
  );
}

function MustEnrol({ question }: { readonly question: StepUpQuestion }) {
  return (
    <>
      <p>
        <Trans>
          Dafür brauchen Sie einen zweiten Faktor oder einen Passkey. Richten Sie ihn in den Einstellungen unter
          „Sicherheit“ ein; bisher wurde nichts geändert.
        </Trans>
      </p>
      <div className="row dialog-buttons">
        <Button variant="quiet" onPress={() => question.answer(false)}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button variant="primary" autoFocus onPress={() => location.assign('/settings/security')}>
          <Trans>Zu den Einstellungen</Trans>
        </Button>
      </div>
    </>
  );
}
