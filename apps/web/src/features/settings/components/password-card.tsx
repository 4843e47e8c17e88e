import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Check, Circle } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { errorCode } from '../../../api/api-error.ts';
import { isAdministrator, usePerson } from '../../../session/session.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { useChangePassword } from '../api/change-password.ts';

const messages = {
  'auth.password_too_short': msg`Das neue Passwort ist zu kurz.`,
  'auth.password_too_long': msg`Das neue Passwort ist zu lang.`,
  'auth.password_too_simple': msg`Das neue Passwort ist zu leicht zu erraten.`,
};

/** Changing one's password. */
export function PasswordCard() {
  const { t } = useLingui();
  const minimum = isAdministrator(usePerson()) ? 16 : 12;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useChangePassword();
  const errorText = useErrorText();
  const long = [...next].length >= minimum;
  const same = again !== '' && next === again;
  const wrongCurrent = errorCode(change.error) === 'auth.wrong_password';

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!long || !same) return;
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          setCurrent('');
          setNext('');
          setAgain('');
          showToast({ title: t`Das Passwort wurde geändert.`, text: t`Andere Sitzungen wurden beendet.` });
        },
      },
    );
  }

  return (
    <section className="card stack" aria-labelledby="password-heading">
      <h2 id="password-heading">
        <Trans>Passwort ändern</Trans>
      </h2>
      <form className="stack" onSubmit={submit}>
        <TextField
          label={t`Bisheriges Passwort`}
          type="password"
          autoComplete="current-password"
          isRequired
          value={current}
          onChange={(text) => {
            setCurrent(text);
            // A field that is marked as wrong keeps its form from being sent.
            change.reset();
          }}
          errorMessage={wrongCurrent ? t`Das bisherige Passwort ist nicht richtig.` : undefined}
        />
        <TextField
          label={t`Neues Passwort`}
          type="password"
          autoComplete="new-password"
          isRequired
          value={next}
          onChange={setNext}
        />
        <TextField
          label={t`Neues Passwort wiederholen`}
          type="password"
          autoComplete="new-password"
          isRequired
          value={again}
          onChange={setAgain}
        />
        <ul className="strength">
          <Rule met={long}>
            <Trans>Mindestens {minimum} Zeichen</Trans>
          </Rule>
          <Rule met={same}>
            <Trans>Zweimal dasselbe eingegeben</Trans>
          </Rule>
        </ul>
        {change.isError && !wrongCurrent && <Banner tone="danger" title={errorText(change.error, messages).title} />}
        <div>
          <Button type="submit" variant="primary" isPending={change.isPending} isDisabled={!long || !same}>
            <Trans>Passwort ändern</Trans>
          </Button>
        </div>
      </form>
    </section>
  );
}

function Rule({ met, children }: { readonly met: boolean; readonly children: React.ReactNode }) {
  const { t } = useLingui();
  const Icon = met ? Check : Circle;
  return (
    <li data-met={met}>
      <Icon aria-hidden />
      <span className="visually-hidden">{met ? t`Erfüllt:` : t`Noch nicht erfüllt:`}</span>
      {children}
    </li>
  );
}
