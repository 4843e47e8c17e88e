import { Trans, useLingui } from '@lingui/react/macro';
import { LogIn } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { passwordErrors, useNewPassword } from '../../../session/new-password.tsx';
import type { SignedInPerson } from '../../../session/session.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';
import type { Invitation } from '../api/guests.ts';
import { guestErrors } from './guest-words.ts';

type Way = 'passkey' | 'password' | 'mail-code';

/** `person` where the guest is in at once, `step` where something is still to be made. */
export interface Accepted {
  readonly way: Way;
  readonly login: string;
  readonly step: Answer<'/invitations/{token}/accept', 'post'>['step'];
  readonly person: SignedInPerson | null;
}

interface Props {
  readonly token: string;
  readonly invitation: Invitation;
  readonly onAccepted: (accepted: Accepted) => Promise<void>;
}

const canPasskey = 'PublicKeyCredential' in window;

/** How one signs in from now on, and the terms. */
export function AcceptForm({ token, invitation, onAccepted }: Props) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const [way, setWay] = useState<Way>(canPasskey ? 'passkey' : 'mail-code');
  const [termsAccepted, setTermsAccepted] = useState(false);
  const next = useNewPassword(12);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { login, address } = invitation;
  const passkey = {
    id: 'passkey',
    label: t`Passkey (am einfachsten)`,
    description: t`Mit Fingerabdruck, Gesicht oder PIN dieses Geräts`,
  } as const;
  const ways = [
    ...(canPasskey ? [passkey] : []),
    {
      id: 'password',
      label: t`Passwort und App`,
      description: t`Eine App auf dem Telefon zeigt dazu einen Code`,
    } as const,
    {
      id: 'mail-code',
      label: t`Code per E-Mail`,
      description: t`Jedes Mal an ${address}`,
    } as const,
  ];

  async function accept(event: SubmitEvent) {
    event.preventDefault();
    setPending(true);
    setError(null);
    try {
      const body = { termsAccepted, way, ...(way === 'password' ? { password: next.value } : {}) };
      const path = `/invitations/${encodeURIComponent(token)}/accept`;
      const { signedIn, step } = await api.post<Answer<'/invitations/{token}/accept', 'post'>>(path, body, {
        quiet401: true,
      });
      const person = signedIn ? (await api.get<{ person: SignedInPerson }>('/session')).person : null;
      await onAccepted({ way, login, step, person });
    } catch (failure) {
      setPending(false);
      setError(failure);
    }
  }

  return (
    <form className="stack" onSubmit={(event) => void accept(event)}>
      <RadioGroup label={t`So melden Sie sich künftig an`} options={ways} value={way} onChange={setWay} />
      {way === 'password' && (
        <>
          <input type="hidden" name="username" autoComplete="username" value={login} readOnly />
          {next.fields}
        </>
      )}
      <Checkbox isRequired isSelected={termsAccepted} onChange={setTermsAccepted}>
        <Trans>
          Ich nutze den Zugang nur für diesen Anlass, gebe ihn nicht weiter und behandle, was ich sehe, vertraulich.
        </Trans>
      </Checkbox>
      {error !== null && <Banner tone="danger" title={errorText(error, { ...guestErrors, ...passwordErrors }).title} />}
      <Button
        type="submit"
        variant="primary"
        icon={LogIn}
        wide
        isPending={pending}
        isDisabled={!termsAccepted || (way === 'password' && !next.isGood)}
      >
        <Trans>Einladung annehmen</Trans>
      </Button>
    </form>
  );
}
