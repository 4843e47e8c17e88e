import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { errorCode } from '../../../api/api-error.ts';
import { formatDate } from '../../../i18n/format.ts';
import type { SignInAnswer } from '../../../session/sign-in-step.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { SignInLinks } from '../../sign-in/sign-in-links.tsx';
import { SignInFrame } from '../../sign-in/sign-in-frame.tsx';
import { SignInNext, useSignInNext } from '../../sign-in/sign-in-next.tsx';
import { invitationQuery, type Invitation } from '../api/guests.ts';
import { AcceptForm, type Accepted } from '../components/accept-form.tsx';
import { guestErrors } from '../components/guest-words.ts';

/** Where the link in the mail leads: who invites, to what and until when; terms; how to sign in from now on. */
export function InvitationPage() {
  const { t } = useLingui();
  useDocumentTitle(t`Einladung`);
  const errorText = useErrorText();
  const { token } = useParams({ from: '/invitation/$token' });
  const [hasWay, setHasWay] = useState(false);
  const { step, proceed } = useSignInNext(undefined);
  // accepted, the link is worth nothing: what it said stays as it was read
  const { data, error } = useQuery({ ...invitationQuery(token), staleTime: Infinity });

  async function onAccepted({ way, login, step: next, person }: Accepted) {
    if (next === null && person === null) setHasWay(login !== '');
    else await proceed({ person, step: next && { ...next, methods: methodsFor(way, next.methods) } });
  }

  if (step !== null) return <SignInNext step={step} reason={reasonFor(step)} onAnswer={proceed} />;
  return (
    <SignInFrame>
      <h1>
        <Trans>Einladung</Trans>
      </h1>
      {error !== null && (
        <div className="stack">
          <Banner tone="warning" title={errorText(error, guestErrors).title} />
          {errorCode(error) === 'directory.invitation_used' && <SignInLinks isAway />}
        </div>
      )}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && <About invitation={data} />}
      {hasWay && (
        <div className="stack">
          <Banner tone="success" title={t`Die Einladung ist angenommen.`}>
            <Trans>Sie haben schon einen Zugang: melden Sie sich damit an wie bisher.</Trans>
          </Banner>
          <SignInLinks isAway />
        </div>
      )}
      {data !== undefined && !hasWay && <AcceptForm token={token} invitation={data} onAccepted={onAccepted} />}
    </SignInFrame>
  );
}

/** Of what the server would take, what was chosen; all of it where the rules ask for something else. */
function methodsFor(way: Accepted['way'], offered: readonly string[]): readonly string[] {
  const chosen = offered.filter((method) => way !== 'password' || method === 'totp');
  return chosen.length > 0 ? chosen : offered;
}

function reasonFor({ methods }: NonNullable<SignInAnswer['step']>) {
  return methods.includes('passkey') ? (
    <Trans>
      Die Einladung ist angenommen. Richten Sie jetzt ein, womit Sie sich künftig anmelden; ein Passkey ist am
      einfachsten.
    </Trans>
  ) : (
    <Trans>Die Einladung ist angenommen. Verbinden Sie jetzt eine App, die zu Ihrem Passwort einen Code zeigt.</Trans>
  );
}

function About({ invitation }: { readonly invitation: Invitation }) {
  const { name, login, inviter, organisation, reason, places, endsAt } = invitation;
  return (
    <div className="stack">
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
      <dl className="sign-in-facts">
        <dt>
          <Trans>Anlass</Trans>
        </dt>
        <dd>{reason}</dd>
        {places.length > 0 && (
          <dt>
            <Trans>Für Sie freigegeben</Trans>
          </dt>
        )}
        {places.map((place) => (
          <dd key={place}>{place}</dd>
        ))}
        <dt>
          <Trans>Zugang bis</Trans>
        </dt>
        <dd>{formatDate(endsAt)}</dd>
        <dt>
          <Trans>Anmeldename</Trans>
        </dt>
        <dd>{login}</dd>
      </dl>
    </div>
  );
}
