import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { AlarmClock, BellRing, Check, Video } from 'lucide-react';
import { useEffect } from 'react';
import { buttonClass } from '../../../ui/button-class.ts';
import { Button } from '../../../ui/button.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/menu.tsx';
import { remindersQuery, useDoneReminder, useSnoozeReminder, type Reminder } from '../api/reminders.ts';
import { ownZone, wallOf } from '../domain/zones.ts';
import { closeOutside, showOutside } from './browser-notifications.ts';
import { useNow } from './use-now.ts';
import { useReport } from './use-report.ts';
import { useReminderWords } from './use-reminder-words.ts';
import '../reminders.css';

/** More would hide what one works on. */
const most = 3;

/** What has rung: calm, until one is done with it. */
export function Reminders() {
  const { t } = useLingui();
  const router = useRouter();
  const { data: items = [] } = useQuery(remindersQuery);
  const words = useReminderWords();
  const done = useDoneReminder();
  const report = useReport();
  const more = items.length - most;

  useEffect(() => {
    closeOutside(new Set(items.map(({ id }) => id)));
    for (const item of items)
      showOutside({
        id: item.id,
        rangAt: item.rangAt,
        title: words.title(item),
        body: words.facts(item).join(' · '),
        onOpen: () => router.history.push(dayPath(item)),
      });
  }, [items, words, router]);

  return (
    <section className="reminders" aria-label={t`Fällige Erinnerungen`} aria-live="polite" aria-relevant="additions">
      {items.slice(0, most).map((item) => (
        <ReminderCard key={`${item.id} ${item.rangAt}`} item={item} />
      ))}
      {more > 0 && (
        <div className="reminder-card reminder-more">
          <span>{t`${plural(more, { one: 'Eine weitere Erinnerung', other: '# weitere Erinnerungen' })}`}</span>
          <Button
            size="small"
            variant="quiet"
            onPress={() => {
              for (const { id } of items) void done.mutateAsync({ id }).catch(report.onError);
            }}
          >
            <Trans>Alle abhaken</Trans>
          </Button>
        </div>
      )}
    </section>
  );
}

function dayPath({ start, startDate }: Reminder): string {
  return `/calendar?view=day&date=${startDate ?? wallOf(start, ownZone()).date}`;
}

function ReminderCard({ item }: { readonly item: Reminder }) {
  const { t } = useLingui();
  const router = useRouter();
  useNow(ownZone());
  const words = useReminderWords();
  const done = useDoneReminder();
  const snooze = useSnoozeReminder();
  const report = useReport();
  const { id, start, link, isTask } = item;
  const title = words.title(item);
  const later = (minutes: number) => () => void snooze.mutateAsync({ id, minutes }).catch(report.onError);
  const untilStart = Math.floor((start - Date.now()) / 60_000);
  const entries: MenuEntry[] = [
    ...(untilStart > 5 && !item.allDay ? [{ id: 'start', label: t`Zu Beginn`, onAction: later(untilStart) }] : []),
    { id: '5', label: t`In 5 Minuten`, onAction: later(5) },
    { id: '30', label: t`In 30 Minuten`, onAction: later(30) },
    { id: '60', label: t`In einer Stunde`, onAction: later(60) },
    { id: '1440', label: t`Morgen um diese Zeit`, onAction: later(1440) },
  ];
  return (
    <article className="reminder-card" aria-label={t`Erinnerung: ${title}`}>
      <BellRing aria-hidden className="reminder-card-icon" />
      <div className="reminder-card-text">
        {isTask ? (
          <strong>{title}</strong>
        ) : (
          <a
            href={dayPath(item)}
            onClick={(event) => {
              // a new tab is the browser's affair
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              router.history.push(dayPath(item));
            }}
          >
            {title}
          </a>
        )}
        <p>{words.facts(item).join(' · ')}</p>
      </div>
      <div className="reminder-card-buttons">
        {link !== '' && (
          <a
            className={buttonClass({ variant: 'primary', size: 'small' })}
            href={link}
            rel="noreferrer"
            target="_blank"
          >
            <Video aria-hidden className="ui-button-icon" />
            <Trans>Teilnehmen</Trans>
          </a>
        )}
        <Button
          size="small"
          icon={Check}
          aria-label={t`Abhaken: ${title}`}
          onPress={() => void done.mutateAsync({ id }).catch(report.onError)}
        >
          <Trans>Abhaken</Trans>
        </Button>
        <MenuButton label={t`Wann noch einmal erinnern`} entries={entries}>
          <Button size="small" variant="quiet" icon={AlarmClock} aria-label={t`Später erinnern: ${title}`}>
            <Trans>Später</Trans>
          </Button>
        </MenuButton>
      </div>
    </article>
  );
}
