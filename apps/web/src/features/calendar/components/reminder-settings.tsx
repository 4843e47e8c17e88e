import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { calendarsQuery, useChangeCalendar } from '../api/calendars.ts';
import {
  reminderSettingsQuery,
  useSaveReminderSettings,
  type ReminderSettings as Settings,
  type ReminderWay,
} from '../api/reminders.ts';
import { useBrowserPermission } from './browser-notifications.ts';
import { allDaySteps, timedSteps, useReminderText } from './use-reminder-text.ts';
import { useReport } from './use-report.ts';
import { ZoneSelect } from './zone-select.tsx';
import '../reminders.css';

/** How one is reminded of events. */
export function ReminderSettings() {
  const { data, error, refetch } = useQuery(reminderSettingsQuery);
  return (
    <section className="card stack" aria-labelledby="reminders-heading">
      <div>
        <h2 id="reminders-heading">
          <Trans>Erinnerungen an Termine</Trans>
        </h2>
        <p className="muted">
          <Trans>Woran Sie wann erinnert werden wollen, bestimmen Sie bei jedem Termin; hier, wie das geschieht.</Trans>
        </p>
      </div>
      {error && !data ? (
        <ErrorBanner error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <>
          <Ways settings={data} />
          <InBrowser />
          <Calendars />
        </>
      )}
    </section>
  );
}

const none = 'none';

function Ways({ settings }: { readonly settings: Settings }) {
  const { t } = useLingui();
  const textOf = useReminderText();
  const save = useSaveReminderSettings();
  const report = useReport();
  const set = (change: Partial<Settings>) => save.mutate({ ...settings, ...change }, report);
  const ways: readonly { id: ReminderWay; label: string }[] = [
    { id: 'as-set', label: t`Wie beim Termin gewählt` },
    { id: 'shown', label: t`Immer hier und im Browser` },
    { id: 'mailed', label: t`Immer per E-Mail` },
    { id: 'both', label: t`Immer auf beiden Wegen` },
    { id: 'off', label: t`Gar nicht` },
  ];
  const stepsOf = (steps: readonly number[], value: number | null, allDay: boolean) => [
    { id: none, label: t`Keine Erinnerung` },
    ...[...new Set([...steps, ...(value === null ? [] : [value])])]
      .toSorted((a, b) => a - b)
      .map((step) => ({ id: String(step), label: textOf(step, allDay) })),
  ];
  const minutesOf = (id: string) => (id === none ? null : Number(id));
  return (
    <>
      <div className="reminder-settings">
        <Select
          label={t`Wie Sie erinnert werden`}
          options={ways}
          value={settings.way}
          onChange={(way) => set({ way })}
        />
        <ZoneSelect label={t`Zeitzone für Tage und E-Mails`} zone={settings.zone} onChange={(zone) => set({ zone })} />
        <Select
          label={t`Neue Termine mit Uhrzeit`}
          options={stepsOf(timedSteps, settings.timedMinutes, false)}
          value={String(settings.timedMinutes ?? none)}
          onChange={(id) => set({ timedMinutes: minutesOf(id) })}
        />
        <Select
          label={t`Neue ganztägige Termine`}
          options={stepsOf(allDaySteps, settings.allDayMinutes, true)}
          value={String(settings.allDayMinutes ?? none)}
          onChange={(id) => set({ allDayMinutes: minutesOf(id) })}
        />
      </div>
      <Switch isSelected={settings.withInvitations} onChange={(withInvitations) => set({ withInvitations })}>
        <Trans>Auch bei Terminen, zu denen andere mich einladen</Trans>
      </Switch>
    </>
  );
}

function InBrowser() {
  const [permission, choose] = useBrowserPermission();
  if (permission === 'unable') return null;
  if (permission === 'denied')
    return (
      <p className="muted">
        <Trans>
          Dieser Browser zeigt keine Hinweise von Landescloud. Erlauben können Sie es in den Einstellungen des Browsers.
        </Trans>
      </p>
    );
  if (permission === 'unasked')
    return (
      <div className="ui-field">
        <div>
          <Button icon={BellRing} onPress={() => void choose(true)}>
            <Trans>Hinweise in diesem Browser erlauben</Trans>
          </Button>
        </div>
        <p className="muted">
          <Trans>So sehen Sie Erinnerungen auch, wenn Sie gerade in einem anderen Fenster arbeiten.</Trans>
        </p>
      </div>
    );
  return (
    <Switch isSelected={permission === 'on'} onChange={(on) => void choose(on)}>
      <Trans>Hinweise in diesem Browser, solange Landescloud in einem Fenster offen ist</Trans>
    </Switch>
  );
}

/** One's own, and those for whose owner one stands in. */
function Calendars() {
  const { t } = useLingui();
  const report = useReport();
  const change = useChangeCalendar();
  const { data: calendars = [] } = useQuery(calendarsQuery);
  const listed = calendars.filter(({ reminds }) => reminds !== null);
  if (listed.length < 2) return null;
  return (
    <div role="group" aria-label={t`Kalender, an deren Termine Sie erinnert werden`} className="ui-field">
      <span className="ui-label" aria-hidden>
        <Trans>Kalender, an deren Termine Sie erinnert werden</Trans>
      </span>
      {listed.map(({ id, name, reminds }) => (
        <Switch
          key={id}
          isSelected={reminds === true}
          onChange={(next) => change.mutate({ id, reminds: next }, report)}
        >
          {name}
        </Switch>
      ))}
    </div>
  );
}
