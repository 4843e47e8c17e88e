import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { sessionsQuery } from '../api/sessions.ts';

/** For who signs in otherwise: there is no password to change here. */
export function NoPasswordCard() {
  const { data: sessions = [] } = useQuery(sessionsQuery);
  const provider = sessions.find(({ current }) => current)?.provider ?? null;
  return (
    <section className="card stack" aria-labelledby="no-password-heading">
      <h2 id="no-password-heading">
        <Trans>Ohne Passwort</Trans>
      </h2>
      <p className="muted">
        {provider === null ? (
          <Trans>Sie haben hier kein Passwort und brauchen keines.</Trans>
        ) : (
          <Trans>
            Sie melden sich mit „{provider}“ an und haben hier kein Passwort. Das Passwort Ihrer Organisation ändern Sie
            dort.
          </Trans>
        )}
      </p>
    </section>
  );
}
