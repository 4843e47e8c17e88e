import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { LogIn } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { api } from '../../../api/api.ts';
import { formatDate } from '../../../i18n/format.ts';
import { keepChosen } from '../../../session/chosen-before.ts';
import { sessionQuery, type SignedInPerson } from '../../../session/session.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { SignInFrame } from '../../sign-in/sign-in-frame.tsx';
import { invitationQuery, type Invitation } from '../api/guests.ts';
import { guestErrors } from '../components/guest-words.ts';

/** Where the link in the mail leads: who invites, to what and until when; terms; how to sign in from now on. */
export function InvitationPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Einladung`);
  const errorText = useErrorText();
  const { token } = useParams({ from: '/invitation/$token' });
  const { data, error } = useQuery(invitationQuery(token));
  return (
    <SignInFrame>
      <header className="stack">
        <h1>
          <Trans>Einladung</Trans>
        </h1>
      </header>
      {error !== null && <Banner tone="warning" title={errorText(error, guestErrors).title} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && <AcceptForm token={token} invitation={data} />}
    </SignInFrame>
  );
}

function AcceptForm({ token, invitation }: { readonly token: string; readonly invitation: Invitation }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const client = useQueryClient();
  const router = useRouter();
  const [termsAccepted, setTermsAccepted] = useState(false);
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { name, login, inviter, organisation, reason, places, endsAt } = invitation;
  const ends = formatDate(endsAt);

  async function accept(event: SubmitEvent) {
    event.preventDefault();
    setPending(true);
    setError(null);
    try {
      const body = { termsAccepted, way: 'password', password };
      await api.post(`/invitations/${encodeURIComponent(token)}/accept`, body, { quiet401: true });
      const signIn = await api
        .post<{ person?: SignedInPerson }>('/session', { login, password }, { quiet401: true })
        .catch(() => ({ person: undefined }));
      client.clear();
      // who had a way to sign in before, or has to make a second factor, goes on there
      if (signIn.person === undefined) {
        router.history.push('/login');
        return;
      }
      client.setQueryData(sessionQuery.queryKey, await keepChosen(signIn.person));
      router.history.push('/');
    } catch (failure) {
      setPending(false);
      setError(failure);
    }
  }

  return (
    <form className="stack" onSubmit={(event) => void accept(event)}>
      <p>
        {inviter === null ? (
          <Trans>
            Guten Tag {name}, <strong>{organisation.name}</strong> lädt Sie als Gast ein.
          </Trans>
        ) : (
          <Trans>
            Guten Tag {name}, <strong>{inviter}</strong> ({organisation.name}) lädt Sie als Gast ein.
          </Trans>
        )}
      </p>
      <ul>
        <li>
          <Trans>Anlass: {reason}</Trans>
        </li>
        {places.map((place) => (
          <li key={place}>
            <Trans>Für Sie freigegeben: {place}</Trans>
          </li>
        ))}
        <li>
          <Trans>Ihr Zugang endet am {ends}.</Trans>
        </li>
        <li>
          <Trans>Ihr Anmeldename: {login}</Trans>
        </li>
      </ul>
      <input type="hidden" name="username" autoComplete="username" value={login} readOnly />
      <TextField
        label={t`Passwort wählen`}
        type="password"
        autoComplete="new-password"
        isRequired
        description={t`Mindestens 12 Zeichen.`}
        value={password}
        onChange={setPassword}
      />
      <Checkbox isRequired isSelected={termsAccepted} onChange={setTermsAccepted}>
        <Trans>
          Ich nutze den Zugang nur für diesen Anlass, gebe ihn nicht weiter und behandle, was ich sehe, vertraulich.
        </Trans>
      </Checkbox>
      {error !== null && <Banner tone="danger" title={errorText(error, guestErrors).title} />}
      <Button type="submit" variant="primary" icon={LogIn} wide isPending={pending} isDisabled={!termsAccepted}>
        <Trans>Einladung annehmen</Trans>
      </Button>
    </form>
  );
}
