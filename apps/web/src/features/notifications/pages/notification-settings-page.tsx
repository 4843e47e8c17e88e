import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { isLocale } from '../../../i18n/locale.ts';
import { usePerson } from '../../../session/session.ts';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Select } from '../../../ui/select.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { ReminderSettings } from '../../calendar/components/reminder-settings.tsx';
import { preferencesQuery, useChoose, type MailChoice } from '../api/notifications.ts';

/** How one is reminded, and of which notifications one gets mail too. */
export function NotificationSettingsPage() {
  return (
    <div className="stack-large">
      <ReminderSettings />
      <NotificationMails />
    </div>
  );
}

function NotificationMails() {
  const { t, i18n } = useLingui();
  const { email } = usePerson();
  const { data, error, refetch } = useQuery(preferencesQuery(isLocale(i18n.locale) ? i18n.locale : 'de'));
  const choose = useChoose();
  const errorText = useErrorText();
  const options: readonly { id: MailChoice; label: string }[] = [
    { id: 'off', label: t`Keine E-Mail` },
    { id: 'at-once', label: t`Sofort` },
    { id: 'digest', label: t`Einmal am Tag` },
  ];
  const change = (kind: string, mail: MailChoice) =>
    choose.mutate(
      { kind, mail },
      { onError: (problem) => showToast({ tone: 'danger', title: errorText(problem).title }) },
    );
  return (
    <section className="card stack" aria-labelledby="notifications-heading">
      <div>
        <h2 id="notifications-heading">
          <Trans>Mitteilungen per E-Mail</Trans>
        </h2>
        <p className="muted">
          {email === null ? (
            <Trans>
              Für Ihr Konto ist keine E-Mail-Adresse hinterlegt. Ihre Mitteilungen finden Sie oben unter der Glocke.
            </Trans>
          ) : (
            <Trans>
              Unter der Glocke oben stehen immer alle. Hier bestimmen Sie, welche außerdem an {email} gehen: sofort,
              oder gesammelt am frühen Morgen.
            </Trans>
          )}
        </p>
      </div>
      {error && !data ? (
        <ErrorBanner error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <ul className="settings-notifications">
          {data.map(({ kind, label, mail }) => (
            <li key={kind}>
              <span>{label}</span>
              <Select
                label={t`E-Mail: ${label}`}
                hideLabel
                size="small"
                options={options}
                value={choose.isPending && choose.variables.kind === kind ? choose.variables.mail : mail}
                onChange={(next) => change(kind, next)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
