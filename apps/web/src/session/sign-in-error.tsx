import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Banner } from '../ui/banner.tsx';
import { useErrorText } from '../ui/use-error-text.ts';

const messages = {
  'auth.wrong_code': msg`Der Code ist nicht richtig oder schon verbraucht.`,
  'auth.passkey_refused': msg`Der Passkey wurde nicht angenommen.`,
  'auth.step_ended': msg`Diese Anmeldung ist abgelaufen. Bitte beginnen Sie von vorn.`,
  'auth.too_many_attempts': msg`Zu viele Versuche. Bitte warten Sie einen Moment.`,
};

/** What went wrong at a further step of signing in. */
export function SignInError({ error }: { readonly error: unknown }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  // What the browser rejects with when the person closes its question.
  const declined = error instanceof DOMException;
  const { title, detail } = errorText(error, messages);
  return (
    <Banner tone="danger" title={declined ? t`Es wurde kein Passkey gezeigt.` : title}>
      {declined ? undefined : detail}
    </Banner>
  );
}
