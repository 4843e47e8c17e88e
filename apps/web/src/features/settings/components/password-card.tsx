import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { errorCode } from '../../../api/api-error.ts';
import { passwordErrors, useNewPassword } from '../../../session/new-password.tsx';
import { isAdministrator, usePerson } from '../../../session/session.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { useChangePassword } from '../api/change-password.ts';

/** Changing one's password. */
export function PasswordCard() {
  const { t } = useLingui();
  const minimum = isAdministrator(usePerson()) ? 16 : 12;
  const [current, setCurrent] = useState('');
  const next = useNewPassword(minimum);
  const change = useChangePassword();
  const errorText = useErrorText();
  const wrongCurrent = errorCode(change.error) === 'auth.wrong_password';

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!next.isGood) return;
    change.mutate(
      { current, next: next.value },
      {
        onSuccess: () => {
          setCurrent('');
          next.clear();
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
        {next.fields}
        {change.isError && !wrongCurrent && (
          <Banner tone="danger" title={errorText(change.error, passwordErrors).title} />
        )}
        <div>
          <Button type="submit" variant="primary" isPending={change.isPending} isDisabled={!next.isGood}>
            <Trans>Passwort ändern</Trans>
          </Button>
        </div>
      </form>
    </section>
  );
}
