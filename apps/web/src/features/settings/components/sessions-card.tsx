import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Laptop, LogOut } from 'lucide-react';
import { formatRelative } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { sessionsQuery, useEndSession, type Session } from '../api/sessions.ts';

/** Browsers in which one is signed in. */
export function SessionsCard() {
  const { data: sessions = [], error, refetch } = useQuery(sessionsQuery);
  return (
    <section className="card stack" aria-labelledby="sessions-heading">
      <div>
        <h2 id="sessions-heading">
          <Trans>Angemeldete Browser</Trans>
        </h2>
        <p className="muted">
          <Trans>Kennen Sie einen davon nicht? Melden Sie ihn ab und ändern Sie Ihr Passwort.</Trans>
        </p>
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <ul className="settings-list">
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
    </section>
  );
}

function SessionItem({ session }: { readonly session: Session }) {
  const { t } = useLingui();
  const end = useEndSession();
  const used = formatRelative(session.lastUsedAt);
  const since = formatRelative(session.createdAt);
  return (
    <li className="settings-item">
      <Laptop aria-hidden />
      <div className="settings-item-text">
        <strong>{session.client}</strong>
        <span>
          <Trans>
            Angemeldet {since}, zuletzt benutzt {used}
          </Trans>
          {session.provider !== null && <Trans> · mit {session.provider}</Trans>}
        </span>
      </div>
      {session.current ? (
        <span className="settings-badge">
          <Trans>Dieser Browser</Trans>
        </span>
      ) : (
        <Button
          size="small"
          variant="quiet"
          icon={LogOut}
          isPending={end.isPending}
          aria-label={t`${session.client} abmelden`}
          onPress={() =>
            end.mutate(session.id, {
              onSuccess: () => showToast({ title: t`Der Browser wurde abgemeldet.` }),
              onError: () => showToast({ tone: 'danger', title: t`Das Abmelden ist nicht gelungen.` }),
            })
          }
        >
          <Trans>Abmelden</Trans>
        </Button>
      )}
    </li>
  );
}
